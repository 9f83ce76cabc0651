using Picora.Infrastructure.Imaging.Vips.Digest;
using Picora.Testing.Imaging;

namespace Picora.Infrastructure.IntegrationTests.Imaging;

[Parallelizable(ParallelScope.All)]
public sealed class DigestTests
{
    // What the reference program (thumbhash 0.1.1 of npm) makes of the same pixels.
    [TestCase(100, 75, false, "YAcGPYIGZGioWRZ2mHd4d/g25/+W")]
    [TestCase(40, 100, false, "XRgGUwRQbnMod4d3e6C2uZ8=")]
    [TestCase(64, 64, true, "4haGHQIHIVWqB4aIaP8Tp991anF1gLZFZg==")]
    [TestCase(100, 3, true, "WnaGMYgnbDawp3ewlcf2dHRwd3eHh4g=")]
    public void A_placeholder_is_the_published_one(int width, int height, bool alpha, string expected)
    {
        var pixels = new byte[width * height * 4];
        for (var i = 0; i < width * height; i++)
        {
            var (x, y) = (i % width, i / width);
            byte[] pixel = [(byte)((x * 7) + (y * 3)), (byte)(x * y), (byte)(255 - (x * 2) + y), alpha ? (byte)((x * 5) + (y * 11)) : (byte)255];
            pixel.CopyTo(pixels, i * 4);
        }

        Convert.ToBase64String(ThumbHash.Encode(new SmallPicture(width, height, pixels))).ShouldBe(expected);
    }

    [Test]
    public void Nothing_to_see_has_a_placeholder_and_no_colour()
    {
        var clear = new SmallPicture(20, 20, new byte[20 * 20 * 4]);
        Convert.ToBase64String(ThumbHash.Encode(clear)).ShouldBe("AAiCBQAAAAAAAAAAAAAAAAAAAAAAAAAAAA==");
        Likeness.DominantColour(clear).ShouldBeNull();
        Likeness.DifferenceHash(new SmallPicture(1, 1, [1, 2, 3, 255])).ShouldBe("0000000000000000");
    }

    [Test]
    public void The_dominant_colour_is_that_of_most_of_the_picture()
    {
        byte[] red = [200, 16, 30, 255];
        byte[] blue = [0, 0, 255, 255];
        Likeness.DominantColour(new SmallPicture(5, 1, [.. red, .. blue, .. red, .. blue, .. red])).ShouldBe("#c8101e");
    }

    [Test]
    public void A_profile_is_known_by_its_name()
    {
        ColourSpaces.Describe(ColourProfiles.WideGamut()).ShouldBe("Wide gamut");
        ColourSpaces.Describe(new byte[200]).ShouldBe("RGB");
        ColourSpaces.Describe([]).ShouldBe("Unknown");
        for (var length = 0; length < 300; length++)
        {
            ColourSpaces.Describe(ColourProfiles.WideGamut().AsSpan(0, length)).ShouldNotBeEmpty();
        }
    }
}
