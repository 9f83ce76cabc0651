using System.Buffers.Binary;
using System.Text;
using Picora.Application.Media;
using Picora.Testing.Imaging;

namespace Picora.Infrastructure.IntegrationTests.Imaging;

/// <summary>Animations of the formats that libvips does not write: still pictures with an animation's tables put in.</summary>
[Parallelizable(ParallelScope.All)]
public sealed class AnimationTests
{
    [Test]
    public async Task Frames_of_an_animated_png_are_counted()
    {
        var still = Pictures.Png(24, 16);
        var pixels = still.AsSpan().IndexOf("IDAT"u8) - 4;
        byte[] file = [.. still[..pixels], .. Chunk("acTL", 8), .. Chunk("fcTL", 26), .. still[pixels..^12], .. Chunk("fcTL", 26), .. Chunk("fdAT", 9), .. still[^12..]];

        (await Inspection.OfAsync(file)).Value.Frames.ShouldBe(2);
        (await Inspection.OfAsync(file, new ImagingOptions { MaxAnimationPixels = (24 * 16 * 2) - 1 })).Error!.Code.ShouldBe("IMAGE_TOO_MANY_PIXELS");
    }

    [Test]
    public async Task Frames_of_an_animated_avif_are_counted_and_its_user_data_stays_behind()
    {
        var file = Sequence(frames: 7, chunkOffset: 100);

        (await Inspection.OfAsync(file)).Value.Frames.ShouldBe(7);
        Encoding.Latin1.GetString(file).ShouldContain("secret place");
        var copy = await Inspection.PublicCopyAsync(file);
        copy.Length.ShouldBe(file.Length);
        Encoding.Latin1.GetString(copy).ShouldNotContain("secret place");
        (await Inspection.OfAsync(copy)).Value.Frames.ShouldBe(7);
    }

    [Test]
    public async Task An_animated_avif_is_held_to_the_limits()
    {
        (await Inspection.OfAsync(Sequence(frames: uint.MaxValue, chunkOffset: 100))).Error!.Message.ShouldBe("The animation has more than 5000 frames.");
        (await Inspection.OfAsync(Sequence(frames: 7, chunkOffset: 1_000_000))).Error!.Message.ShouldBe("The AVIF file ends too early: part of the picture is missing.");
        (await Inspection.OfAsync(Sequence(frames: 7, chunkOffset: 100)[..^300])).IsSuccess.ShouldBeFalse();
    }

    // A still picture that says it is a sequence, with a track of pictures behind it.
    private static byte[] Sequence(uint frames, uint chunkOffset)
    {
        var file = Pictures.Avif(64, 48);
        "avis"u8.CopyTo(file.AsSpan(8));
        var sizes = Box("stsz", [0, 0, 0, 0, 0, 0, 0, 9, .. UInt32(frames)]);
        var chunks = Box("stco", [0, 0, 0, 0, 0, 0, 0, 1, .. UInt32(chunkOffset)]);
        var handler = Box("hdlr", [0, 0, 0, 0, 0, 0, 0, 0, .. "pict"u8, .. new byte[13]]);
        var media = Box("mdia", [.. handler, .. Box("minf", Box("stbl", [.. sizes, .. chunks]))]);
        var header = Box("tkhd", [.. new byte[76], .. UInt32(64 << 16), .. UInt32(48 << 16)]);
        return [.. file, .. Box("moov", [.. Box("trak", [.. header, .. media]), .. Box("udta", [.. "secret place"u8])])];
    }

    private static byte[] Box(string type, byte[] payload) => [.. UInt32((uint)payload.Length + 8), .. Encoding.ASCII.GetBytes(type), .. payload];

    private static byte[] Chunk(string type, int length) => [.. UInt32((uint)length), .. Encoding.ASCII.GetBytes(type), .. new byte[length + 4]];

    private static byte[] UInt32(uint value)
    {
        var bytes = new byte[4];
        BinaryPrimitives.WriteUInt32BigEndian(bytes, value);
        return bytes;
    }
}
