using Picora.Domain.Media;

namespace Picora.Infrastructure.Imaging.Vips;

/// <summary>A picture's file.</summary>
internal sealed record PictureSource(ImageFormat Format, string Path)
{
    private const int Sequential = 1;
    private const int FailOnTruncated = 1;
    private const int AllFrames = -1;

    /// <summary>
    /// A loader of exactly this format, set to read once from top to bottom and to refuse what is cut off. The simpler
    /// <c>thumbnail</c> operations take no such setting: they would show half a picture.
    /// </summary>
    /// <param name="isAnimated">All frames, below each other; otherwise the first.</param>
    public VipsOperation Loader(bool isAnimated)
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
        var loader = new VipsOperation(name).With("filename", Path).With("access", Sequential).With("fail_on", FailOnTruncated);
        return isAnimated ? loader.With("n", AllFrames) : loader;
    }
}
