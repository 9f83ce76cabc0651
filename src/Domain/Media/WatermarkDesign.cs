using Picora.Domain.Media.Transforms;

namespace Picora.Domain.Media;

/// <summary>What a watermark shows and where. A text, or a stored picture of the same owner; never both.</summary>
/// <param name="Opacity">0 (invisible) to 1.</param>
/// <param name="FontSize">Of the text, in pixels of the result; kept, and without meaning, for a picture.</param>
public sealed record WatermarkDesign(
    string Name, WatermarkPosition Position, double Opacity, string? Text, int FontSize, WatermarkImage? Image)
{
    public const int MaxNameLength = 100;
    public const int MaxTextLength = 200;
    public const int MinFontSize = 8;
    public const int MaxFontSize = 200;

    internal Error? Refusal() => this switch
    {
        _ when Name.Trim().Length is 0 or > MaxNameLength => Error.Validation("name", $"A name has 1 to {MaxNameLength} characters."),
        _ when Opacity is not (>= 0 and <= 1) => Error.Validation("opacity", "The opacity is a number from 0 to 1."),
        _ when FontSize is < MinFontSize or > MaxFontSize => Error.Validation("fontSize", $"The font size is {MinFontSize} to {MaxFontSize} pixels."),
        { Image: not null } => null,
        _ when string.IsNullOrWhiteSpace(Text) || Text.Length > MaxTextLength => Error.Validation("text", $"A text has 1 to {MaxTextLength} characters."),
        _ when Text.Any(IsUnprintable) => Error.Validation("text", "A text is one line without control characters."),
        _ => null,
    };

    private static bool IsUnprintable(char symbol) => char.IsControl(symbol) || symbol is '\u2028' or '\u2029' or '\uFFFE' or '\uFFFF';
}

