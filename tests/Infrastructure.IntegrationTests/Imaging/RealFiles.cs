using Picora.Domain.Media;
using Picora.Testing.Imaging;

namespace Picora.Infrastructure.IntegrationTests.Imaging;

/// <summary>A small real file of every kind.</summary>
internal static class RealFiles
{
    private static readonly PictureMetadata Everything = new(Orientation: 6, Gps: true, Xmp: true);

    public static IEnumerable<TestCaseData> All()
    {
        yield return Case("plain JPEG", ImageFormat.Jpeg, Pictures.Jpeg(48, 32, seed: 1), 48, 32);
        yield return Case("JPEG with metadata", ImageFormat.Jpeg, Pictures.Jpeg(48, 32, Everything, seed: 2), 32, 48);
        yield return Case("plain PNG", ImageFormat.Png, Pictures.Png(24, 16, seed: 3), 24, 16);
        yield return Case("PNG with metadata", ImageFormat.Png, Pictures.Png(24, 16, Everything, seed: 4, alpha: true), 16, 24);
        yield return Case("still GIF", ImageFormat.Gif, Pictures.Gif(24, 16, seed: 5), 24, 16);
        yield return Case("animated GIF", ImageFormat.Gif, Pictures.Gif(24, 16, seed: 6, frames: 3), 24, 16, 3);
        yield return Case("plain WebP", ImageFormat.WebP, Pictures.WebP(48, 32, seed: 7), 48, 32);
        yield return Case("WebP with metadata", ImageFormat.WebP, Pictures.WebP(48, 32, Everything, seed: 8, alpha: true), 32, 48);
        yield return Case("animated WebP", ImageFormat.WebP, Pictures.WebP(48, 32, Everything with { Orientation = null }, seed: 9, frames: 3), 48, 32, 3);
        yield return Case("plain AVIF", ImageFormat.Avif, Pictures.Avif(64, 48, seed: 10), 64, 48);
        yield return Case("AVIF with metadata", ImageFormat.Avif, Pictures.Avif(64, 48, Everything with { Orientation = null }, seed: 11), 64, 48);
        yield return Case("plain TIFF", ImageFormat.Tiff, Pictures.Tiff(48, 32, seed: 12), 48, 32);
        yield return Case("TIFF with metadata", ImageFormat.Tiff, Pictures.Tiff(48, 32, Everything, seed: 13, alpha: true, compression: 5), 32, 48);
        yield return Case("BMP", ImageFormat.Bmp, Pictures.Bmp(48, 32, seed: 14), 48, 32);
        if (Pictures.CanMakeHeic)
        {
            yield return Case("plain HEIC", ImageFormat.Heic, Pictures.Heic(64, 48, seed: 15), 64, 48);
            yield return Case("HEIC with metadata", ImageFormat.Heic, Pictures.Heic(64, 48, Everything, seed: 16), 48, 64);
        }
    }

    public static IEnumerable<TestCaseData> AllBytes() =>
        All().Select(test => new TestCaseData(test.Arguments[1]).SetArgDisplayNames(test.ArgDisplayNames![0]));

    /// <summary>Those whose own bytes go out to strangers.</summary>
    public static IEnumerable<TestCaseData> DeliveredBytes() =>
        All().Where(test => test.Arguments[0] is ImageFormat format && format.Delivered() == format)
            .Select(test => new TestCaseData(test.Arguments[1]).SetArgDisplayNames(test.ArgDisplayNames![0]));

    private static TestCaseData Case(string name, ImageFormat format, byte[] file, int width, int height, int frames = 1) =>
        new TestCaseData(format, file, new Dimensions(width, height), frames).SetArgDisplayNames(name);
}
