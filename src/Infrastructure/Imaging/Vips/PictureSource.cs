using Picora.Domain.Media;
using Picora.Infrastructure.Imaging.Vips.Decoders;

namespace Picora.Infrastructure.Imaging.Vips;

/// <summary>A picture's file.</summary>
/// <param name="Identity">A name that these bytes alone will ever have; null when nobody will ask for them again soon.</param>
internal sealed record PictureSource(ImageFormat Format, string Path, string? Identity = null)
{
    private const int Sequential = 1;
    private const int FailOnTruncated = 1;
    private const int AllFrames = -1;

    /// <summary>Whether the format can be decoded at a half, a quarter or an eighth of its size, which is most of the speed.</summary>
    public bool CanShrink => Format is ImageFormat.Jpeg or ImageFormat.WebP;

    /// <summary>Whether it is drawn at whatever size is asked for.</summary>
    public bool IsDrawing => Format == ImageFormat.Svg;

    /// <param name="isAnimated">All frames, below each other; otherwise the first.</param>
    /// <param name="shrink">1, 2, 4 or 8 where <see cref="CanShrink"/>, anything for a drawing, and else 1.</param>
    /// <exception cref="VipsException">The picture cannot be decoded, or there is not enough memory.</exception>
    public VipsImage Open(bool isAnimated, double shrink = 1)
    {
        if (Format is ImageFormat.Heic or ImageFormat.Bmp)
        {
            return Format == ImageFormat.Heic ? HeicDecoder.Decode(Path) : BmpDecoder.Decode(Path);
        }

        using var loader = Loader();
        if (isAnimated)
        {
            loader.With("n", AllFrames);
        }

        if (shrink != 1)
        {
            _ = Format == ImageFormat.Jpeg ? loader.With("shrink", (int)shrink) : loader.With("scale", 1 / shrink);
        }

        return loader.RunToImage();
    }

    // A loader of exactly this format, set to read once from top to bottom and to refuse what is cut off. The simpler "thumbnail" operations
    // take no such setting: they would show half a picture.
    private VipsOperation Loader()
    {
        var name = Format switch
        {
            ImageFormat.Jpeg => "jpegload",
            ImageFormat.Png => "pngload",
            ImageFormat.Gif => "gifload",
            ImageFormat.WebP => "webpload",
            ImageFormat.Avif => "heifload",
            ImageFormat.Tiff => "tiffload",
            ImageFormat.Svg => "svgload",
            _ => throw new InvalidOperationException($"No loader for {Format}."),
        };
        return new VipsOperation(name).With("filename", Path).With("access", Sequential).With("fail_on", FailOnTruncated);
    }
}
