using System.Globalization;
using System.Text;

namespace Picora.Domain.Uploads.Contracts;

/// <summary>What a client's file name becomes: something to show, never a path.</summary>
public static class FileNames
{
    public const int MaxLength = 255;

    /// <summary>The last segment, in normal form, without characters that hide or turn text round; <paramref name="fallback"/> when nothing is left.</summary>
    public static string Normalise(string? name, string fallback)
    {
        var segment = (name ?? string.Empty).Split('/', '\\')[^1];
        var visible = new StringBuilder(segment.Length);
        foreach (var rune in segment.EnumerateRunes())
        {
            if (rune != Rune.ReplacementChar && !IsHidden(Rune.GetUnicodeCategory(rune)))
            {
                visible.Append(rune.ToString());
            }
        }

        var text = visible.ToString().Normalize(NormalizationForm.FormC).Trim().TrimEnd('.', ' ');
        return text.Length == 0 ? fallback : Shorten(text);
    }

    private static bool IsHidden(UnicodeCategory category) => category
        is UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.Surrogate or UnicodeCategory.PrivateUse
        or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator;

    // The extension stays: it tells a person what the file is.
    private static string Shorten(string text)
    {
        if (text.Length <= MaxLength)
        {
            return text;
        }

        var extension = Path.GetExtension(text) is { Length: > 1 and <= 16 } found ? found : string.Empty;
        var end = MaxLength - extension.Length;
        if (char.IsHighSurrogate(text[end - 1]))
        {
            end--;
        }

        return text[..end] + extension;
    }
}
