namespace Picora.Domain.Media;

/// <summary>The picture formats that are taken in, as their bytes say and not as a client claims.</summary>
public enum ImageFormat
{
    Jpeg,
    Png,
    Gif,
    WebP,
    Avif,
    Heic,
    Tiff,
    Bmp,
    Svg,
}

public static class ImageFormats
{
    /// <summary>The file extension, without the dot.</summary>
    public static string Extension(this ImageFormat format) => format switch
    {
        ImageFormat.Jpeg => "jpg",
        ImageFormat.Png => "png",
        ImageFormat.Gif => "gif",
        ImageFormat.WebP => "webp",
        ImageFormat.Avif => "avif",
        ImageFormat.Heic => "heic",
        ImageFormat.Tiff => "tiff",
        ImageFormat.Bmp => "bmp",
        ImageFormat.Svg => "svg",
        _ => throw new ArgumentOutOfRangeException(nameof(format), format, null),
    };

    /// <summary>
    /// The format that the public URL carries: what browsers cannot show is converted. Photographs become JPEG; what was lossless stays so.
    /// </summary>
    public static ImageFormat Delivered(this ImageFormat format) => format switch
    {
        ImageFormat.Heic => ImageFormat.Jpeg,
        ImageFormat.Tiff or ImageFormat.Bmp => ImageFormat.Png,
        _ => format,
    };

    public static string MimeType(this ImageFormat format) => format switch
    {
        ImageFormat.Jpeg => "image/jpeg",
        ImageFormat.Png => "image/png",
        ImageFormat.Gif => "image/gif",
        ImageFormat.WebP => "image/webp",
        ImageFormat.Avif => "image/avif",
        ImageFormat.Heic => "image/heic",
        ImageFormat.Tiff => "image/tiff",
        ImageFormat.Bmp => "image/bmp",
        ImageFormat.Svg => "image/svg+xml",
        _ => throw new ArgumentOutOfRangeException(nameof(format), format, null),
    };
}
