using Picora.Domain.Media;

namespace Picora.Infrastructure.Imaging.Vips;

/// <summary>A picture's encoded bytes, as a file or in memory that stays in place.</summary>
internal sealed record PictureSource(ImageFormat Format, string? Path, nint Data, nuint Length)
{
    private const int Sequential = 1;
    private const int FailOnTruncated = 1;

    public static PictureSource File(ImageFormat format, string path) => new(format, path, 0, 0);

    public static PictureSource Memory(ImageFormat format, nint data, nuint length) => new(format, null, data, length);

    /// <summary>
    /// A loader of exactly this format, set to read once from top to bottom and to refuse what is cut off. The simpler
    /// <c>thumbnail</c> operations take no such setting: they would show half a picture.
    /// </summary>
    public VipsOperation Loader()
    {
        var name = Format switch
        {
            ImageFormat.Jpeg => "jpegload",
            ImageFormat.Png => "pngload",
            ImageFormat.Gif => "gifload",
            ImageFormat.WebP => "webpload",
            ImageFormat.Avif => "heifload",
            _ => throw new InvalidOperationException($"No loader for {Format}."),
        };
        var loader = Path is null
            ? new VipsOperation(name + "_buffer").With("buffer", Data, Length)
            : new VipsOperation(name).With("filename", Path);
        return loader.With("access", Sequential).With("fail_on", FailOnTruncated);
    }
}
