using Picora.Domain.Media;
using Picora.Domain.Media.Transforms;

namespace Picora.Infrastructure.Imaging.Vips;

/// <summary>Cuts, pads, flattens and marks a resized picture, frame by frame.</summary>
internal static class Composition
{
    private const int Attention = 3;
    private const int ExtendBlack = 0;
    private const int ExtendWhite = 4;
    private const double White = 255;

    /// <summary>Whether the pixels are read more than once, so that they must be decoded first.</summary>
    public static bool LooksTwice(TransformPlan plan) =>
        Changes(plan) && (plan.IsAnimated || (plan.Focus.IsSmart && plan.Placement.IsCut));

    /// <param name="watermark">To lay over every frame; null for none.</param>
    /// <param name="resized">Of the plan's size; decoded if <see cref="LooksTwice"/> says so.</param>
    public static VipsImage Compose(VipsImage resized, TransformPlan plan, VipsImage? watermark)
    {
        var height = resized.PageHeight;
        var pages = resized.Height / height;
        var offset = OffsetIn(resized, plan);
        if (pages == 1 || !Changes(plan))
        {
            return ComposePage(resized, plan, offset, watermark);
        }

        var composed = new List<VipsImage>(pages);
        try
        {
            for (var page = 0; page < pages; page++)
            {
                using var frame = Extract(resized, 0, page * height, resized.Width, height);
                composed.Add(ComposePage(frame, plan, offset, watermark));
            }

            using var join = new VipsOperation("arrayjoin").With("in", composed).With("across", 1);
            using var joined = join.RunToImage();
            return joined.WithPageHeight(plan.Placement.Canvas.Height);
        }
        finally
        {
            composed.ForEach(frame => frame.Dispose());
        }
    }

    private static bool Changes(TransformPlan plan) => plan.Placement.IsCut || plan.Placement.IsPadded || plan.Watermark is not null;

    private static (int Left, int Top) OffsetIn(VipsImage resized, TransformPlan plan)
    {
        if (!plan.Focus.IsSmart || !plan.Placement.IsCut)
        {
            return plan.Placement.Offset(plan.Focus);
        }

        var (whole, canvas) = plan.Placement;
        using var first = Extract(resized, 0, 0, resized.Width, resized.PageHeight);
        using var look = new VipsOperation("smartcrop")
            .With("input", first).With("width", canvas.Width).With("height", canvas.Height).With("interesting", Attention);
        using var seen = look.RunToImage();
        var (x, y) = (look.ReadInt("attention-x"), look.ReadInt("attention-y"));
        return (Math.Clamp(x - (canvas.Width / 2), 0, whole.Width - canvas.Width), Math.Clamp(y - (canvas.Height / 2), 0, whole.Height - canvas.Height));
    }

    private static VipsImage ComposePage(VipsImage page, TransformPlan plan, (int Left, int Top) offset, VipsImage? watermark)
    {
        var (whole, canvas) = plan.Placement;
        using var cut = plan.Placement.IsCut
            ? Extract(page, Math.Max(offset.Left, 0), Math.Max(offset.Top, 0), Math.Min(whole.Width, canvas.Width), Math.Min(whole.Height, canvas.Height))
            : page.Share();
        using var opaque = plan.Format == ImageFormat.Jpeg && cut.HasAlpha ? Flatten(cut) : cut.Share();
        using var placed = plan.Placement.IsPadded ? Pad(opaque, plan, offset) : opaque.Share();
        return watermark is null ? placed.Share() : WatermarkLayer.Lay(placed, watermark, plan.Watermark!.Position);
    }

    private static VipsImage Extract(VipsImage image, int left, int top, int width, int height)
    {
        using var extract = new VipsOperation("extract_area")
            .With("input", image).With("left", left).With("top", top).With("width", width).With("height", height);
        return extract.RunToImage();
    }

    private static VipsImage Flatten(VipsImage image)
    {
        using var flatten = new VipsOperation("flatten").With("in", image).With("background", [White]);
        return flatten.RunToImage();
    }

    // With nothing where the format can show it, with white where it cannot.
    private static VipsImage Pad(VipsImage image, TransformPlan plan, (int Left, int Top) offset)
    {
        using var ready = plan.Format == ImageFormat.Jpeg || image.HasAlpha ? image.Share() : AddAlpha(image);
        var canvas = plan.Placement.Canvas;
        using var embed = new VipsOperation("embed")
            .With("in", ready).With("x", Math.Max(-offset.Left, 0)).With("y", Math.Max(-offset.Top, 0))
            .With("width", canvas.Width).With("height", canvas.Height)
            .With("extend", plan.Format == ImageFormat.Jpeg ? ExtendWhite : ExtendBlack);
        return embed.RunToImage();
    }

    private static VipsImage AddAlpha(VipsImage image)
    {
        using var add = new VipsOperation("addalpha").With("in", image);
        return add.RunToImage();
    }
}
