using Picora.Domain.Media.Transforms;

namespace Picora.Application.Media.Watermarks;

/// <summary>What clients call types and positions.</summary>
internal static class WatermarkWords
{
    public const string Text = "text";
    public const string Image = "image";

    private static readonly Dictionary<string, WatermarkPosition> Positions = new(StringComparer.Ordinal)
    {
        ["top-left"] = WatermarkPosition.TopLeft,
        ["top-right"] = WatermarkPosition.TopRight,
        ["bottom-left"] = WatermarkPosition.BottomLeft,
        ["bottom-right"] = WatermarkPosition.BottomRight,
        ["center"] = WatermarkPosition.Center,
    };

    public static bool IsText(string? type) => string.Equals(type, Text, StringComparison.Ordinal);

    public static bool IsImage(string? type) => string.Equals(type, Image, StringComparison.Ordinal);

    public static bool IsType(string? text) => IsText(text) || IsImage(text);

    public static WatermarkPosition? ParsePosition(string? text) => text is not null && Positions.TryGetValue(text, out var position) ? position : null;

    public static string Of(WatermarkPosition position) => Positions.First(word => word.Value == position).Key;
}
