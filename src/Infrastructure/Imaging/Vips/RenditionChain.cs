using Picora.Application.Abstractions;
using Picora.Domain.Media;
using Picora.Domain.Media.Transforms;
using Picora.Infrastructure.Imaging.Vips.Digest;

namespace Picora.Infrastructure.Imaging.Vips;

/// <summary>Makes all renditions of a picture from one decode: the largest from the file, each smaller one from the one before.</summary>
internal static class RenditionChain
{
    private const int Exactly = 3;
    private const int Srgb = 22;

    /// <param name="decoded">What need not be decoded again.</param>
    /// <param name="watermarkPath">The file of the picture that the plans lay over; null when none does.</param>
    /// <param name="isDescribed">Whether to look at the pixels, too.</param>
    /// <returns>In the order of <paramref name="plans"/>.</returns>
    /// <exception cref="VipsException">The picture cannot be decoded, or there is not enough memory.</exception>
    public static DescribedImages Render(
        PictureSource source, DecodedPictures decoded, IReadOnlyList<TransformPlan> plans, string? watermarkPath, bool isDescribed)
    {
        var order = plans.Distinct().OrderByDescending(plan => plan.Placement.Resized.Pixels).ToList();
        var rendered = new Dictionary<TransformPlan, RenderedImage>();
        var current = Open(source, decoded, order[0]);
        var ownColours = current.HasColourProfile;
        var colourSpace = ColourSpaces.NameOf(current);
        PictureDigest? digest = null;
        try
        {
            foreach (var plan in order)
            {
                using var larger = current;
                current = Resize(larger, plan.Placement.Resized, ownColours);
                ownColours = false;
                if (order.Count > 1 || isDescribed || Composition.LooksTwice(plan))
                {
                    using var recipe = current;
                    current = recipe.Decode();
                }

                using var layer = plan.Watermark is null ? null : WatermarkLayer.Make(plan.Watermark, watermarkPath, plan.Placement.Canvas);
                using var composed = Composition.Compose(current, plan, layer);
                rendered[plan] = new RenderedImage(new Dimensions(composed.Width, composed.PageHeight), Encoders.Encode(composed, plan));
            }

            digest = isDescribed ? Digests.Of(current, colourSpace) : null;
        }
        finally
        {
            current.Dispose();
        }

        return new DescribedImages([.. plans.Select(plan => rendered[plan])], digest);
    }

    private static VipsImage Open(PictureSource source, DecodedPictures decoded, TransformPlan plan)
    {
        var full = (plan.IsAnimated ? null : decoded.Find(source, 1)) ?? source.Open(plan.IsAnimated);
        var resized = plan.Placement.Resized;
        var (width, height) = full.LiesOnItsSide ? (full.Height, full.Width) : (full.Width, full.Height);
        var factor = Math.Min(width / resized.Width, height / resized.Height);
        if (source.IsDrawing)
        {
            full.Dispose();
            return source.Open(isAnimated: false, shrink: (double)width / resized.Width);
        }

        if (plan.IsAnimated)
        {
            return full;
        }

        if (factor < 2 || !source.CanShrink)
        {
            return decoded.Keep(source, 1, full);
        }

        full.Dispose();
        var shrink = factor >= 8 ? 8 : factor >= 4 ? 4 : 2;
        return decoded.Find(source, shrink) ?? decoded.Keep(source, shrink, source.Open(isAnimated: false, shrink));
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

        var resized = thumbnail.RunToImage();
        if (!resized.IsDeep)
        {
            return resized;
        }

        // Deliveries have eight bits, as everything that shows them.
        using var deep = resized;
        using var flat = new VipsOperation("colourspace").With("in", deep).With("space", Srgb);
        return flat.RunToImage();
    }
}
