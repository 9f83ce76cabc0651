using System.Security;
using Picora.Domain.Media;
using Picora.Domain.Media.Transforms;

namespace Picora.Infrastructure.Imaging.Vips;

/// <summary>Makes a watermark as a picture of its own, with its opacity, and lays it over others.</summary>
internal static class WatermarkLayer
{
    private const string Font = "DejaVu Sans";
    private const int PointsAsPixels = 72;
    private const int Srgb = 22;
    private const int Over = 2;
    private const int OnlyShrink = 2;
    private const double White = 255;
    private const double ShadowStrength = 0.6;
    private const int ShadowShare = 20;
    // Of the result's sides: what stays free at the edges, and how much of them a picture may take.
    private const double MarginShare = 0.03;
    private const int PictureShare = 3;

    /// <param name="picturePath">The file of the watermark's picture; null for a text.</param>
    /// <param name="canvas">The size of what it will be laid over.</param>
    /// <exception cref="VipsException">The watermark's picture cannot be decoded.</exception>
    public static VipsImage Make(Watermark watermark, string? picturePath, Dimensions canvas)
    {
        var (margin, share) = (Margin(canvas.Width, canvas.Height), watermark.Picture is null ? 1 : PictureShare);
        var (width, height) = (Math.Max((canvas.Width - (2 * margin)) / share, 1), Math.Max((canvas.Height - (2 * margin)) / share, 1));
        using var whole = watermark.Picture is { } picture
            ? Picture(new PictureSource(picture.Format, picturePath ?? throw new VipsException("watermark: its picture is gone")))
            : Write(watermark.Text!, watermark.FontSize);
        using var shrink = new VipsOperation("thumbnail_image").With("in", whole).With("width", width).With("height", height).With("size", OnlyShrink);
        using var fitting = shrink.RunToImage();
        using var fade = new VipsOperation("linear")
            .With("in", fitting).With("a", [1, 1, 1, watermark.Opacity]).With("b", [0, 0, 0, 0]).With("uchar", 1);
        using var faded = fade.RunToImage();
        return faded.Decode();
    }

    public static VipsImage Lay(VipsImage page, VipsImage layer, WatermarkPosition position)
    {
        var margin = Margin(page.Width, page.Height);
        var (right, bottom) = (Math.Max(page.Width - layer.Width - margin, 0), Math.Max(page.Height - layer.Height - margin, 0));
        var (x, y) = position switch
        {
            WatermarkPosition.TopLeft => (margin, margin),
            WatermarkPosition.TopRight => (right, margin),
            WatermarkPosition.BottomLeft => (margin, bottom),
            WatermarkPosition.BottomRight => (right, bottom),
            WatermarkPosition.Center => ((page.Width - layer.Width) / 2, (page.Height - layer.Height) / 2),
            _ => throw new ArgumentOutOfRangeException(nameof(position), position, null),
        };
        using var lay = new VipsOperation("composite2").With("base", page).With("overlay", layer).With("mode", Over).With("x", x).With("y", y);
        using var laid = lay.RunToImage();
        return page.HasAlpha ? laid.Share() : Colours(laid);
    }

    private static int Margin(int width, int height) => (int)(Math.Min(width, height) * MarginShare);

    private static VipsImage Picture(PictureSource source)
    {
        using var loaded = source.Open(isAnimated: false);
        using var upright = new VipsOperation("autorot").With("in", loaded);
        using var turned = upright.RunToImage();
        using var convert = loaded.HasColourProfile
            ? new VipsOperation("icc_transform").With("in", turned).With("output_profile", "srgb")
            : new VipsOperation("colourspace").With("in", turned).With("space", Srgb);
        using var converted = convert.RunToImage();
        return converted.HasAlpha ? converted.Share() : AddAlpha(converted);
    }

    // White letters with a shadow, so that they can be read on anything. The text is markup to Pango, so whatever means something there is escaped.
    private static VipsImage Write(string text, int size)
    {
        using var write = new VipsOperation("text")
            .With("text", SecurityElement.Escape(text)).With("font", $"{Font} {size}").With("dpi", PointsAsPixels);
        using var letters = write.RunToImage();
        var depth = Math.Max(size / ShadowShare, 1);
        var (width, height) = (letters.Width + depth, letters.Height + depth);
        using var shadow = Ink(letters, 0, ShadowStrength, depth, width, height);
        using var bright = Ink(letters, White, 1, 0, width, height);
        using var lay = new VipsOperation("composite2").With("base", shadow).With("overlay", bright).With("mode", Over);
        return lay.RunToImage();
    }

    private static VipsImage Ink(VipsImage letters, double colour, double strength, int at, int width, int height)
    {
        using var embed = new VipsOperation("embed").With("in", letters).With("x", at).With("y", at).With("width", width).With("height", height);
        using var placed = embed.RunToImage();
        using var soften = new VipsOperation("linear").With("in", placed).With("a", [strength]).With("b", [0]).With("uchar", 1);
        using var mask = soften.RunToImage();
        using var fill = new VipsOperation("linear").With("in", placed).With("a", [0]).With("b", [colour]).With("uchar", 1);
        using var shade = fill.RunToImage();
        using var join = new VipsOperation("bandjoin").With("in", [shade, shade, shade, mask]);
        using var joined = join.RunToImage();
        using var name = new VipsOperation("copy").With("in", joined).With("interpretation", Srgb);
        return name.RunToImage();
    }

    private static VipsImage AddAlpha(VipsImage image)
    {
        using var add = new VipsOperation("addalpha").With("in", image);
        return add.RunToImage();
    }

    private static VipsImage Colours(VipsImage image)
    {
        using var extract = new VipsOperation("extract_band").With("in", image).With("band", 0).With("n", 3);
        return extract.RunToImage();
    }
}
