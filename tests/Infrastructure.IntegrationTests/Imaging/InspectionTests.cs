using Picora.Application.Media;
using Picora.Domain;
using Picora.Domain.Media;
using Picora.Testing.Imaging;

namespace Picora.Infrastructure.IntegrationTests.Imaging;

[Parallelizable(ParallelScope.All)]
public sealed class InspectionTests
{
    [TestCaseSource(typeof(RealFiles), nameof(RealFiles.All))]
    public async Task Format_size_and_frames_come_from_the_bytes(ImageFormat format, byte[] file, Dimensions size, int frames)
    {
        var facts = (await Inspection.OfAsync(file)).Value;

        facts.ShouldSatisfyAllConditions(
            () => facts.Format.ShouldBe(format),
            () => facts.Size.ShouldBe(size),
            () => facts.Frames.ShouldBe(frames));
    }

    [TestCaseSource(typeof(RealFiles), nameof(RealFiles.AllBytes))]
    public async Task Every_strict_prefix_is_refused(byte[] file)
    {
        for (var length = 0; length < file.Length; length++)
        {
            var outcome = await Inspection.OfAsync(file[..length]);
            outcome.IsSuccess.ShouldBeFalse($"{length} of {file.Length} bytes were taken for a whole picture");
            outcome.Error!.Code.ShouldBe("VALIDATION_ERROR");
        }
    }

    [Test]
    public async Task A_picture_of_a_photograph_s_size_is_walked_to_its_end()
    {
        var file = Pictures.PhotoJpeg(seed: 1);

        (await Inspection.OfAsync(file)).Value.Size.ShouldBe(new Dimensions(3000, 4000));
        (await Inspection.OfAsync(file[..^1])).Error!.Message.ShouldBe("The JPEG file ends too early: part of the picture is missing.");
        (await Inspection.OfAsync(file[..(file.Length / 2)])).Error!.Kind.ShouldBe(ErrorKind.Validation);
    }

    [TestCase("")]
    [TestCase("hello, world")]
    [TestCase("%!PS-Adobe-3.0 EPSF-3.0")]
    [TestCase("push graphic-context\nviewbox 0 0 640 480")]
    [TestCase("BM000000000000000000000000")]
    [TestCase("#define x_width 16")]
    [TestCase("\0\0\0\u0018ftypisom\0\0\0\0mp41mp42")]
    [TestCase("\0\0\u0001\0\u0001\0\u0010\u0010")]
    [TestCase("%PDF-1.7")]
    public async Task Anything_else_is_refused_with_the_supported_formats(string text)
    {
        var error = (await Inspection.OfAsync(System.Text.Encoding.Latin1.GetBytes(text))).Error!;

        error.Code.ShouldBe("VALIDATION_ERROR");
        error.Message.ShouldBe("The file is not a picture in a supported format: JPEG, PNG, GIF, WebP, AVIF, HEIC, TIFF, BMP or SVG.");
    }

    [Test]
    public async Task A_wrong_checksum_in_the_pixels_of_a_png_is_refused()
    {
        var file = Pictures.Png(24, 16, seed: 1);
        file[^20] ^= 1;

        (await Inspection.OfAsync(file)).Error!.Message.ShouldBe("The PNG file is broken: the checksum of its IDAT chunk is wrong.");
    }

    private static IEnumerable<TestCaseData> AllBombs()
    {
        yield return new TestCaseData(Bombs.Jpeg(), 65_500L * 65_500, 268_402_689L).SetArgDisplayNames("JPEG");
        yield return new TestCaseData(Bombs.Png(), 1_000_000_000_000L, 268_402_689L).SetArgDisplayNames("PNG");
        yield return new TestCaseData(Bombs.Png()[..33], 1_000_000_000_000L, 268_402_689L).SetArgDisplayNames("PNG header alone");
        yield return new TestCaseData(Bombs.Gif(), 65_535L * 65_535, 268_402_689L).SetArgDisplayNames("GIF");
        yield return new TestCaseData(Bombs.WebP(), 16_777_216L * 16_777_216, 268_402_689L).SetArgDisplayNames("WebP");
        yield return new TestCaseData(Bombs.ManyFramesGif(), 1_001_000_000L, 1_000_000_000L).SetArgDisplayNames("many frames");
    }

    [TestCaseSource(nameof(AllBombs))]
    public async Task A_bomb_is_refused_by_its_header(byte[] file, long pixels, long limit)
    {
        var error = (await Inspection.OfAsync(file)).Error!;

        error.Code.ShouldBe("IMAGE_TOO_MANY_PIXELS");
        error.Kind.ShouldBe(ErrorKind.Validation);
        error.Meta!["pixels"].ShouldBe(pixels);
        error.Meta["limit"].ShouldBe(limit);
    }

    [TestCaseSource(typeof(RealFiles), nameof(RealFiles.All))]
    public async Task The_pixel_limit_is_exact(ImageFormat format, byte[] file, Dimensions size, int frames)
    {
        _ = frames;
        // What is decoded counts: HEVC is coded in blocks, and cut to size afterwards.
        var pixels = format == ImageFormat.Heic ? 64 * 64 : size.Pixels;
        (await Inspection.OfAsync(file, new ImagingOptions { MaxPixels = pixels })).IsSuccess.ShouldBeTrue();
        (await Inspection.OfAsync(file, new ImagingOptions { MaxPixels = pixels - 1 })).Error!.Code.ShouldBe("IMAGE_TOO_MANY_PIXELS");
    }

    [Test]
    public async Task The_limits_of_an_animation_are_exact([Values] bool gif)
    {
        var file = gif ? Pictures.Gif(24, 16, seed: 6, frames: 3) : Pictures.WebP(24, 16, seed: 6, frames: 3);

        (await Inspection.OfAsync(file, new ImagingOptions { MaxAnimationPixels = 24 * 16 * 3, MaxFrames = 3 })).IsSuccess.ShouldBeTrue();
        (await Inspection.OfAsync(file, new ImagingOptions { MaxAnimationPixels = (24 * 16 * 3) - 1 })).Error!.Code.ShouldBe("IMAGE_TOO_MANY_PIXELS");
        (await Inspection.OfAsync(file, new ImagingOptions { MaxFrames = 2 })).Error!.Message.ShouldBe("The animation has more than 2 frames.");
    }
}
