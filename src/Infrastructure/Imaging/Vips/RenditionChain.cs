using Picora.Application.Abstractions;
using Picora.Domain.Media;

namespace Picora.Infrastructure.Imaging.Vips;

/// <summary>Makes all renditions of a picture from one decode: the largest from the file, each smaller one from the one before.</summary>
internal static class RenditionChain
{
    private const int OnlyShrink = 2;
    private const int KeepNoMetadata = 0;

    /// <returns>In the order of <paramref name="renditions"/>.</returns>
    /// <exception cref="VipsException">The picture cannot be decoded, or there is not enough memory.</exception>
    public static IReadOnlyList<RenderedImage> Render(PictureSource source, IReadOnlyList<RenditionSpec> renditions)
    {
        var order = renditions.OrderByDescending(rendition => rendition.Box).ToList();
        var rendered = new Dictionary<RenditionSpec, RenderedImage>();
        var current = Open(source, order[0].Box);
        var ownColours = current.HasColourProfile;
        try
        {
            foreach (var rendition in order)
            {
                using var larger = current;
                current = Shrink(larger, rendition.Box, ownColours);
                ownColours = false;
                rendered[rendition] = Encode(current, rendition);
            }
        }
        finally
        {
            current.Dispose();
        }

        return [.. renditions.Select(rendition => rendered[rendition])];
    }

    // JPEG and WebP can be decoded at a fraction of their size, which is most of the speed.
    private static VipsImage Open(PictureSource source, int box)
    {
        using var probe = source.Loader();
        var full = probe.RunToImage();
        var factor = Math.Max(full.Width, full.Height) / Math.Max(box, 1);
        if (factor < 2 || source.Format is not (ImageFormat.Jpeg or ImageFormat.WebP))
        {
            return full;
        }

        full.Dispose();
        var shrink = factor >= 8 ? 8 : factor >= 4 ? 4 : 2;
        using var loader = source.Format == ImageFormat.Jpeg
            ? source.Loader().With("shrink", shrink)
            : source.Loader().With("scale", 1.0 / shrink);
        return loader.RunToImage();
    }

    // Turns the picture upright, too, and its own colours to sRGB.
    private static VipsImage Shrink(VipsImage larger, int box, bool ownColours)
    {
        using var thumbnail = new VipsOperation("thumbnail_image")
            .With("in", larger).With("width", box).With("height", box).With("size", OnlyShrink);
        if (ownColours)
        {
            thumbnail.With("export_profile", "srgb");
        }

        using var recipe = thumbnail.RunToImage();
        return recipe.Decode();
    }

    private static RenderedImage Encode(VipsImage image, RenditionSpec rendition)
    {
        using var save = new VipsOperation("webpsave_buffer")
            .With("in", image).With("Q", rendition.Quality).With("effort", rendition.Effort).With("keep", KeepNoMetadata);
        return new RenderedImage(rendition.Name, image.Width, image.Height, save.RunToBytes());
    }
}
