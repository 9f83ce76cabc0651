using System.Globalization;

namespace Picora.Infrastructure.Imaging.Inspection.Svg;

/// <summary>The size at which a drawing is shown when nobody asks for another one, in CSS pixels.</summary>
internal static class SvgSize
{
    // What browsers take where a drawing says nothing.
    private const double DefaultWidth = 300;
    private const double DefaultHeight = 150;

    public static (double Width, double Height) Of(string? width, string? height, string? viewBox)
    {
        var box = ViewBox(viewBox);
        var (w, h) = (Length(width), Length(height));
        return (w, h, box) switch
        {
            ({ } both, { } stated, _) => (both, stated),
            ({ } only, null, { } shape) => (only, only * shape.Height / shape.Width),
            (null, { } only, { } shape) => (only * shape.Width / shape.Height, only),
            (null, null, { } shape) => shape,
            _ => (w ?? DefaultWidth, h ?? DefaultHeight),
        };
    }

    private static (double Width, double Height)? ViewBox(string? text)
    {
        var parts = text?.Split([' ', ',', '\t', '\r', '\n'], StringSplitOptions.RemoveEmptyEntries) ?? [];
        return parts.Length == 4 && Number(parts[2]) is > 0 and var width && Number(parts[3]) is > 0 and var height ? (width, height) : null;
    }

    // A share of the page, and what cannot be read, is no length.
    private static double? Length(string? text)
    {
        var trimmed = text?.Trim() ?? "";
        var unit = trimmed.TrimStart([.. "+-0123456789.eE"]);
        double? pixels = unit.Trim().ToLowerInvariant() switch
        {
            "" or "px" => 1,
            "pt" => 96 / 72.0,
            "pc" => 16,
            "mm" => 96 / 25.4,
            "cm" => 96 / 2.54,
            "in" => 96,
            "m" or "x" when EndsInEm(trimmed) => 16,
            _ => null,
        };
        var number = EndsInEm(trimmed) ? trimmed[..^2] : trimmed[..^unit.Length];
        return Number(number.Trim()) is > 0 and var value ? value * pixels : null;
    }

    // The first letter of "em" and "ex" may belong to a number.
    private static bool EndsInEm(string text) => text.EndsWith("em", StringComparison.OrdinalIgnoreCase) || text.EndsWith("ex", StringComparison.OrdinalIgnoreCase);

    private static double? Number(string text) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) && double.IsFinite(value) ? value : null;
}
