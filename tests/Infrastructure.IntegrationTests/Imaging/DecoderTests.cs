using Picora.Domain.Media;
using Picora.Domain.Media.Transforms;
using Picora.Testing.Imaging;

namespace Picora.Infrastructure.IntegrationTests.Imaging;

/// <summary>The formats that are decoded by other means than our libvips, and what becomes of their colours.</summary>
public sealed class DecoderTests
{
    private static readonly (byte, byte, byte)[] Palette = [(250, 10, 20), (10, 250, 20), (10, 20, 250), (240, 240, 240)];

    private RenderingHost host = null!;

    [OneTimeSetUp]
    public void Start() => host = new RenderingHost();

    [OneTimeTearDown]
    public async Task Stop() => await host.DisposeAsync();

    [TestCase(16)]
    [TestCase(24)]
    [TestCase(32)]
    public async Task Bitmaps_of_all_depths_are_read(int bits)
    {
        var pixels = Corners.Stored(1, 41);
        foreach (var topDown in new[] { true, false })
        {
            Corners.Read(await WholeAsync(Bitmaps.Of(pixels, 41, 41, bits, topDown), ImageFormat.Bmp)).ShouldBe("RBGW");
        }
    }

    [TestCase(1)]
    [TestCase(4)]
    [TestCase(8)]
    public async Task Bitmaps_with_a_palette_are_read(int bits)
    {
        var indexes = Enumerable.Range(0, 30 * 30).Select(i => (byte)(i % 30 < 15 ? 0 : 1)).ToArray();
        var picture = await WholeAsync(Bitmaps.Indexed(indexes, 30, 30, bits, Palette[..2]), ImageFormat.Bmp);

        picture.At(2, 2).ShouldBe([250, 10, 20]);
        picture.At(27, 2).ShouldBe([10, 250, 20]);
    }

    [Test]
    public async Task Run_lengths_are_read_and_never_leave_the_picture()
    {
        // From the bottom: a run, a literal with its padding, a step, a run that is too long, the end.
        byte[] runs = [12, 1, 0, 3, 2, 2, 2, 0, 0, 0, 0, 2, 4, 1, 200, 3, 0, 0, 255, 2, 0, 1];
        var picture = await WholeAsync(Bitmaps.RunLengths(runs, 15, 12, 8, Palette), ImageFormat.Bmp);
        picture.At(0, 11).ShouldBe([10, 250, 20]);
        picture.At(13, 11).ShouldBe([10, 20, 250]);
        picture.At(0, 9).ShouldBe([0, 0, 0], "what is stepped over is black");
    }

    [Test]
    public async Task Run_lengths_of_half_bytes_are_read()
    {
        byte[] runs = [6, 0x12, 0, 3, 0x12, 0x30, 0, 1];
        var picture = await WholeAsync(Bitmaps.RunLengths(runs, 9, 1, 4, Palette), ImageFormat.Bmp);
        (picture.At(0, 0)[1], picture.At(1, 0)[2], picture.At(8, 0)[0]).ShouldBe(((byte)250, (byte)250, (byte)240));
    }

    [Test]
    public async Task A_bitmap_may_be_transparent_and_one_without_end_fails()
    {
        var pixels = Enumerable.Range(0, 20 * 20).SelectMany(i => new byte[] { 200, 100, 50, (byte)(i < 200 ? 0 : 255) }).ToArray();
        var picture = await WholeAsync(Bitmaps.WithAlpha(pixels, 20, 20), ImageFormat.Bmp);
        (picture.Bands, picture.At(3, 3)[3], picture.At(3, 15)[3]).ShouldBe((4, (byte)0, (byte)255));

        (await host.RenderAsync(Bitmaps.RunLengths([3, 1, 0, 0], 15, 12, 8, Palette), ImageFormat.Bmp, Whole(15, 12))).Error!.Code.ShouldBe("IMAGE_UNREADABLE");
    }

    [Test]
    public async Task Heic_comes_out_upright_whatever_its_container_says([Range(1, 8)] int orientation)
    {
        Assume.That(Pictures.CanMakeHeic, "the machine's libheif encodes HEVC");
        var file = Pictures.HeicOf(Corners.Stored(orientation, 128), 128, 128, new PictureMetadata(Orientation: orientation));
        Corners.Read(await WholeAsync(file, ImageFormat.Heic, 128)).ShouldBe("RBGW");
    }

    [Test]
    public async Task Heic_keeps_its_transparency_and_its_wide_colours_are_converted()
    {
        Assume.That(Pictures.CanMakeHeic, "the machine's libheif encodes HEVC");
        (await host.ThumbnailAsync(Pictures.Heic(64, 64, alpha: true), ImageFormat.Heic)).Bands.ShouldBe(4);

        var plain = Enumerable.Range(0, 64 * 64).SelectMany(_ => new byte[] { 189, 44, 44 }).ToArray();
        var pixel = (await WholeAsync(Pictures.HeicOf(plain, 64, 64, new PictureMetadata(ColourProfile: ColourProfiles.WideGamut())), ImageFormat.Heic, 64)).At(30, 30);
        ((int)pixel[0]).ShouldBeInRange(213, 225);
        ((int)pixel[1]).ShouldBeInRange(32, 46);
    }

    [TestCase(0)]
    [TestCase(1)]
    [TestCase(5)]
    public async Task Tiff_of_every_usual_compression_is_read(int compression)
    {
        var file = Pictures.Tiff(60, 40, compression: compression);
        (await Inspection.OfAsync(file)).Value.Size.ShouldBe(new Dimensions(60, 40));
        (await host.ThumbnailAsync(file, ImageFormat.Tiff)).Width.ShouldBe(60);
    }

    [Test]
    public async Task Deep_colours_become_eight_bits()
    {
        var file = Pictures.DeepTiff(40, 30, 0x8000);
        var picture = await WholeAsync(file, ImageFormat.Tiff, 40, 30);
        ((int)picture.At(5, 5)[0]).ShouldBeInRange(126, 130);
    }

    private static TransformPlan Whole(int width, int height) => new(
        new Placement(new Dimensions(width, height), new Dimensions(width, height)), Focus.Centre, ImageFormat.Png, 90, 0, IsAnimated: false);

    private async Task<DecodedPicture> WholeAsync(byte[] file, ImageFormat format, int? width = null, int? height = null)
    {
        var size = width is { } side ? new Dimensions(side, height ?? side) : (await Inspection.OfAsync(file)).Value.Size;
        return DecodedPicture.Png((await host.RenderAsync(file, format, Whole(size.Width, size.Height))).Value[0].Content);
    }
}
