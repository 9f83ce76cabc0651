using Picora.Application.Abstractions;
using Picora.Domain.Media;
using Picora.Domain.Media.Transforms;

namespace Picora.Infrastructure.Imaging.Vips;

/// <summary>Makes all renditions of a picture from one decode: the largest from the file, each smaller one from the one before.</summary>
internal static class RenditionChain
{
    private const int Exactly = 3;

    /// <param name="watermarkPath">The file of the picture that the plans lay over; null when none does.</param>
    /// <returns>In the order of <paramref name="plans"/>.</returns>
    /// <exception cref="VipsException">The picture cannot be decoded, or there is not enough memory.</exception>
    public static IReadOnlyList<RenderedImage> Render(PictureSource source, IReadOnlyList<TransformPlan> plans, string? watermarkPath)
    {
        var order = plans.Distinct().OrderByDescending(plan => plan.Placement.Resized.Pixels).ToList();
        var rendered = new Dictionary<TransformPlan, RenderedImage>();
        var current = Open(source, order[0]);
        var ownColours = current.HasColourProfile;
        try
        {
            foreach (var plan in order)
            {
                using var larger = current;
                current = Resize(larger, plan.Placement.Resized, ownColours);
                ownColours = false;
                if (order.Count > 1 || Composition.LooksTwice(plan))
                {
                    using var recipe = current;
                    current = recipe.Decode();
                }

                using var layer = plan.Watermark is null ? null : WatermarkLayer.Make(plan.Watermark, watermarkPath, plan.Placement.Canvas);
                using var composed = Composition.Compose(current, plan, layer);
                rendered[plan] = new RenderedImage(new Dimensions(composed.Width, composed.PageHeight), Encoders.Encode(composed, plan));
            }
        }
        finally
        {
            current.Dispose();
        }

        return [.. plans.Select(plan => rendered[plan])];
    }

    // JPEG and WebP can be decoded at a fraction of their size, which is most of the speed.
    private static VipsImage Open(PictureSource source, TransformPlan plan)
    {
        using var probe = source.Loader(plan.IsAnimated);
        var full = probe.RunToImage();
        var resized = plan.Placement.Resized;
        var (width, height) = full.LiesOnItsSide ? (full.Height, full.Width) : (full.Width, full.Height);
        var factor = Math.Min(width / resized.Width, height / resized.Height);
        if (factor < 2 || plan.IsAnimated || source.Format is not (ImageFormat.Jpeg or ImageFormat.WebP))
        {
            return full;
        }

        full.Dispose();
        var shrink = factor >= 8 ? 8 : factor >= 4 ? 4 : 2;
        using var loader = source.Format == ImageFormat.Jpeg
            ? source.Loader(isAnimated: false).With("shrink", shrink)
            : source.Loader(isAnimated: false).With("scale", 1.0 / shrink);
        return loader.RunToImage();
    }

    // Turns the picture upright, too, and its own colours to sRGB.
    private static VipsImage Resize(VipsImage larger, Dimensions size, bool ownColours)
    {
        using var thumbnail = new VipsOperation("thumbnail_image")
            .With("in", larger).With("width", size.Width).With("height", size.Height).With("size", Exactly);
        if (ownColours)
        {
            thumbnail.With("export_profile", "srgb");
        }

        return thumbnail.RunToImage();
    }
}
