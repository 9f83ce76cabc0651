using System.Globalization;
using System.Text;

namespace Picora.Infrastructure.Imaging.Inspection.Svg;

/// <summary>
/// Whether style text can fetch nothing. Looks at the whole text, whatever is a string or a comment in it, so that no reader of CSS can
/// find a reference that is hidden from this one.
/// </summary>
internal static class CssGate
{
    private const string Reference = "url(";

    private static readonly string[] Forbidden =
        ["@import", "image(", "image-set(", "src(", "element(", "expression(", "-moz-binding", "behavior", "script:"];

    private static readonly string[] Embedded = ["data:font/", "data:application/font-", "data:application/x-font-", "data:application/vnd.ms-fontobject"];

    public static bool IsSafe(string css)
    {
        var text = Unescape(css).ToLowerInvariant();
        return !Forbidden.Any(word => text.Contains(word, StringComparison.Ordinal)) && References(text).All(IsLocal);
    }

    /// <summary>The ids that a text refers to, such as <c>a</c> in <c>url(#a)</c>.</summary>
    public static IEnumerable<string> LocalReferences(string css) =>
        from target in References(css)
        where target.StartsWith('#')
        select target[1..(target.IndexOfAny([')', '"', '\'']) is var end and > 0 ? end : target.Length)];

    // What stands behind each "url(", up to the text's end, without the quote.
    private static IEnumerable<string> References(string text)
    {
        for (var at = text.IndexOf(Reference, StringComparison.OrdinalIgnoreCase); at >= 0; at = text.IndexOf(Reference, at, StringComparison.OrdinalIgnoreCase))
        {
            at += Reference.Length;
            yield return text[at..Math.Min(text.Length, at + 200)].TrimStart().TrimStart('"', '\'');
        }
    }

    private static bool IsLocal(string target) => target.StartsWith('#') || Embedded.Any(type => target.StartsWith(type, StringComparison.Ordinal));

    // A backslash with up to six hexadecimal digits and a space, or with the character itself.
    private static string Unescape(string css)
    {
        if (!css.Contains('\\', StringComparison.Ordinal))
        {
            return css;
        }

        var text = new StringBuilder(css.Length);
        for (var at = 0; at < css.Length; at++)
        {
            if (css[at] != '\\')
            {
                text.Append(css[at]);
                continue;
            }

            var digits = 0;
            while (digits < 6 && at + 1 + digits < css.Length && char.IsAsciiHexDigit(css[at + 1 + digits]))
            {
                digits++;
            }

            if (digits > 0)
            {
                var code = int.Parse(css.AsSpan(at + 1, digits), NumberStyles.HexNumber, CultureInfo.InvariantCulture);
                text.Append(Rune.IsValid(code) ? new Rune(code).ToString() : "\uFFFD");
                at += digits;
                at += at + 1 < css.Length && char.IsWhiteSpace(css[at + 1]) ? 1 : 0;
            }
        }

        return text.ToString();
    }
}
