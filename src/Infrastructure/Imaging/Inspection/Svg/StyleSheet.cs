using System.Text;

namespace Picora.Infrastructure.Imaging.Inspection.Svg;

/// <summary>Takes out of style text what could fetch something, and leaves the rest. What comes out has passed <see cref="CssGate"/>.</summary>
internal static class StyleSheet
{
    // Deeper nesting than any program writes: a rule in a condition in a condition.
    private const int MaxDepth = 8;

    /// <summary>The content of a <c>style</c> element.</summary>
    public static string CleanSheet(string css)
    {
        var cleaned = Rules(WithoutComments(css), 0);
        return CssGate.IsSafe(cleaned) ? cleaned : "";
    }

    /// <summary>The content of a <c>style</c> attribute.</summary>
    public static string CleanDeclarations(string css)
    {
        var cleaned = Declarations(WithoutComments(css));
        return CssGate.IsSafe(cleaned) ? cleaned : "";
    }

    private static string Rules(string css, int depth)
    {
        var output = new StringBuilder();
        for (var at = 0; at < css.Length && depth < MaxDepth;)
        {
            var end = EndOf(css, at, ';', '{');
            if (end == css.Length || css[end] == ';')
            {
                // A statement without a block: an import, a character set, a namespace, or nothing at all.
                at = end + 1;
                continue;
            }

            var close = EndOf(css, end + 1, '}');
            var prelude = css[at..end].Replace("<!--", "", StringComparison.Ordinal).Replace("-->", "", StringComparison.Ordinal).Trim();
            if (Block(prelude, css[(end + 1)..close], depth) is { } block)
            {
                output.Append(prelude).Append('{').Append(block).Append('}');
            }

            at = close + 1;
        }

        return output.ToString();
    }

    private static string? Block(string prelude, string content, int depth)
    {
        if (!prelude.StartsWith('@'))
        {
            return CssGate.IsSafe(prelude) ? Declarations(content) : null;
        }

        var name = prelude[1..].Split([' ', '\t', '\r', '\n', '(', '"'], 2)[0].ToLowerInvariant();
        return name switch
        {
            _ when !CssGate.IsSafe(prelude) => null,
            "media" or "supports" or "keyframes" or "-webkit-keyframes" => Rules(content, depth + 1),
            "font-face" => Declarations(content),
            _ => null,
        };
    }

    private static string Declarations(string css)
    {
        var kept = new List<string>();
        for (var at = 0; at < css.Length;)
        {
            var end = EndOf(css, at, ';');
            var declaration = css[at..end].Trim();
            if (declaration.Length > 0 && !declaration.AsSpan().ContainsAny('{', '}') && CssGate.IsSafe(declaration))
            {
                kept.Add(declaration);
            }

            at = end + 1;
        }

        return string.Join(';', kept);
    }

    /// <summary>Where the first of the characters stands outside of strings and brackets; the text's length when nowhere.</summary>
    private static int EndOf(string css, int start, params ReadOnlySpan<char> wanted)
    {
        var open = 0;
        for (var at = start; at < css.Length; at++)
        {
            var character = css[at];
            if (open == 0 && wanted.Contains(character))
            {
                return at;
            }

            switch (character)
            {
                case '\\':
                    at++;
                    break;
                case '"' or '\'':
                    at = EndOfString(css, at);
                    break;
                case '(' or '[' or '{':
                    open++;
                    break;
                case ')' or ']' or '}':
                    open = Math.Max(0, open - 1);
                    break;
            }
        }

        return css.Length;
    }

    // A line's end ends a string, too: a slip of the writer's.
    private static int EndOfString(string css, int start)
    {
        for (var at = start + 1; at < css.Length; at++)
        {
            if (css[at] == css[start] || css[at] is '\n' or '\r')
            {
                return at;
            }

            at += css[at] == '\\' ? 1 : 0;
        }

        return css.Length;
    }

    private static string WithoutComments(string css)
    {
        var output = new StringBuilder(css.Length);
        for (var at = 0; at < css.Length;)
        {
            var start = css.IndexOf("/*", at, StringComparison.Ordinal);
            if (start < 0)
            {
                return output.Append(css, at, css.Length - at).ToString();
            }

            output.Append(css, at, start - at).Append(' ');
            var end = css.IndexOf("*/", start + 2, StringComparison.Ordinal);
            at = end < 0 ? css.Length : end + 2;
        }

        return output.ToString();
    }
}
