using System.Text;
using Picora.Domain.Media;
using Picora.Testing.Imaging;

namespace Picora.Infrastructure.IntegrationTests.Imaging.Matrix;

/// <summary>A file that shows <see cref="Canvas"/>, or another picture that is known everywhere.</summary>
/// <param name="Distance">How far its own codec may be off, 0 to 255 on average.</param>
internal sealed record MatrixInput(string Name, ImageFormat Format, Func<byte[]> Make, double Distance = 2)
{
    private const int Av1 = 4;

    public Lazy<byte[]> File { get; } = new(Make);

    public int Frames { get; init; } = 1;

    /// <summary>The opacity at a place; null for an opaque picture.</summary>
    public Func<double, double, byte>? Alpha { get; init; }

    /// <summary>The colour at a place and in a frame.</summary>
    public Func<double, double, int, byte[]> At { get; init; } = Canvas.At;

    /// <summary>Every input that there is: a new format is one more line.</summary>
    public static readonly MatrixInput[] All =
    [
        Jpeg("JPEG", 1),
        .. Enumerable.Range(2, 7).Select(orientation => Jpeg($"JPEG of orientation {orientation}", orientation)),
        new("JPEG of a wide gamut", ImageFormat.Jpeg, () => Pictures.PlainJpeg(Canvas.Size.Width, Canvas.Size.Height, (189, 44, 44), new PictureMetadata(ColourProfile: ColourProfiles.WideGamut()))) { At = (_, _, _) => [219, 39, 39] },
        new("grey JPEG", ImageFormat.Jpeg, () => Save(Grey(), 1, "jpegsave_buffer", quality: 95)) { At = (across, _, _) => GreyAt(across) },
        new("PNG", ImageFormat.Png, () => Save(Canvas.Pixels(), 3, "pngsave_buffer"), 1),
        new("grey PNG", ImageFormat.Png, () => Save(Grey(), 1, "pngsave_buffer"), 1) { At = (across, _, _) => GreyAt(across) },
        new("PNG with alpha", ImageFormat.Png, () => Save(Canvas.Pixels(Clear), 4, "pngsave_buffer"), 1) { Alpha = Clear },
        new("GIF", ImageFormat.Gif, () => Save(Canvas.Pixels(), 3, "gifsave_buffer"), 12),
        new("animated GIF", ImageFormat.Gif, () => Save(Canvas.Pixels(frames: 3), 3, "gifsave_buffer"), 12) { Frames = 3 },
        new("WebP", ImageFormat.WebP, () => Save(Canvas.Pixels(), 3, "webpsave_buffer", quality: 95)),
        new("WebP with alpha", ImageFormat.WebP, () => Save(Canvas.Pixels(Clear), 4, "webpsave_buffer", quality: 95)) { Alpha = Clear },
        new("animated WebP", ImageFormat.WebP, () => Save(Canvas.Pixels(frames: 3), 3, "webpsave_buffer", quality: 95)) { Frames = 3 },
        new("AVIF", ImageFormat.Avif, () => Save(Canvas.Pixels(), 3, "heifsave_buffer", quality: 90, compression: Av1)),
        new("AVIF with alpha", ImageFormat.Avif, () => Save(Canvas.Pixels(Clear), 4, "heifsave_buffer", quality: 90, compression: Av1)) { Alpha = Clear },
        new("TIFF", ImageFormat.Tiff, () => Save(Canvas.Pixels(), 3, "tiffsave_buffer"), 1),
        new("TIFF with alpha", ImageFormat.Tiff, () => Save(Canvas.Pixels(Clear), 4, "tiffsave_buffer"), 1) { Alpha = Clear },
        new("BMP", ImageFormat.Bmp, () => Bitmaps.Of(Canvas.Pixels(), Canvas.Size.Width, Canvas.Size.Height), 1),
        new("BMP with alpha", ImageFormat.Bmp, () => Bitmaps.WithAlpha(Canvas.Pixels(Clear), Canvas.Size.Width, Canvas.Size.Height), 1) { Alpha = Clear },
        new("SVG", ImageFormat.Svg, () => Drawing(Save(Canvas.Pixels(), 3, "pngsave_buffer"))),
        new("SVG with alpha", ImageFormat.Svg, () => Drawing(Save(Canvas.Pixels(Clear), 4, "pngsave_buffer"))) { Alpha = Clear },
        .. HeicFiles(),
    ];

    public override string ToString() => Name;

    private static MatrixInput Jpeg(string name, int orientation) => new(name, ImageFormat.Jpeg, () =>
    {
        var (width, height) = Canvas.Stored(orientation);
        return Pictures.JpegOf(Canvas.Pixels(orientation: orientation), width, height, new PictureMetadata(Orientation: orientation));
    });

    private static MatrixInput[] HeicFiles()
    {
        if (!Pictures.CanMakeHeic)
        {
            return [];
        }

        var (width, height) = Canvas.Size;
        return
        [
            Heic("HEIC", 1),
            Heic("HEIC of orientation 6", 6),
            Heic("HEIC of orientation 7", 7),
            new("HEIC with alpha", ImageFormat.Heic, () => Pictures.HeicOf(Canvas.Pixels(Clear), width, height), 3) { Alpha = Clear },
        ];
    }

    private static MatrixInput Heic(string name, int orientation) => new(name, ImageFormat.Heic, () =>
    {
        var (width, height) = Canvas.Stored(orientation);
        return Pictures.HeicOf(Canvas.Pixels(orientation: orientation), width, height, new PictureMetadata(Orientation: orientation));
    }, 3);

    private static byte[] Drawing(byte[] png) => Encoding.UTF8.GetBytes(
        $"<svg xmlns='http://www.w3.org/2000/svg' width='{Canvas.Size.Width}' height='{Canvas.Size.Height}'>"
        + $"<image width='100%' height='100%' preserveAspectRatio='none' href='data:image/png;base64,{Convert.ToBase64String(png)}'/></svg>");

    // Clear at the left, opaque at the right.
    private static byte Clear(double across, double down) => across < 0.5 ? (byte)0 : (byte)255;

    private static byte[] GreyAt(double across) => [Canvas.At(across, 0)[0], Canvas.At(across, 0)[0], Canvas.At(across, 0)[0]];

    private static byte[] Grey() => [.. Canvas.Pixels().Where((_, at) => at % 3 == 0)];

    private static byte[] Save(byte[] pixels, int bands, string saver, int? quality = null, int? compression = null) =>
        Pictures.Of(pixels, Canvas.Size.Width, Canvas.Size.Height, bands, saver, quality, compression);
}
