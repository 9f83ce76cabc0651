namespace Picora.Infrastructure.Documents;

/// <summary>Finds the <c>src</c> values of <c>img</c> tags in a piece of HTML as a browser would, past comments and texts that hold no tags.</summary>
internal static class HtmlImages
{
    private const string Comment = "!--";
    private const string CommentEnd = "-->";
    private const string Name = "img";
    private const string Attribute = "src";

    private static readonly string[] TextElements = ["script", "style", "textarea", "title", "xmp", "iframe", "noembed", "noframes", "plaintext"];

    /// <returns>Where the values stand, without their quotes.</returns>
    public static List<(int Start, int Length)> Find(ReadOnlySpan<char> html)
    {
        var (found, at) = (new List<(int, int)>(), 0);
        while (at < html.Length && html[at..].IndexOf('<') is var next and >= 0)
        {
            at = ReadMarkup(html, at + next, found);
        }

        return found;
    }

    // From a < to behind what it begins: a comment, what is taken for one, a tag, or nothing.
    private static int ReadMarkup(ReadOnlySpan<char> html, int at, List<(int, int)> found)
    {
        var rest = html[(at + 1)..];
        if (rest.StartsWith(Comment, StringComparison.Ordinal))
        {
            // Its beginning may be part of its end: <!--> is one, too, and whole.
            return Behind(html, at + 1 + Comment.Length - CommentEnd.Length + 1, CommentEnd);
        }

        if (rest is ['!' or '?', ..])
        {
            return Behind(html, at + 1, ">");
        }

        var isEnd = rest is ['/', ..];
        var name = at + (isEnd ? 2 : 1);
        if (name >= html.Length || !char.IsAsciiLetter(html[name]))
        {
            return isEnd ? Behind(html, name, ">") : name;
        }

        var behind = name;
        while (behind < html.Length && !EndsName(html[behind]))
        {
            behind++;
        }

        var tag = html[name..behind];
        behind = ReadTag(html, behind, !isEnd && tag.Equals(Name, StringComparison.OrdinalIgnoreCase) ? found : null);
        return !isEnd && TextElement(tag) is { } element ? EndOf(html, behind, element) : behind;
    }

    private static int Behind(ReadOnlySpan<char> html, int from, string end) =>
        html[from..].IndexOf(end, StringComparison.Ordinal) is var at and >= 0 ? from + at + end.Length : html.Length;

    private static string? TextElement(ReadOnlySpan<char> tag)
    {
        foreach (var element in TextElements)
        {
            if (tag.Equals(element, StringComparison.OrdinalIgnoreCase))
            {
                return element;
            }
        }

        return null;
    }

    // Where its end tag begins.
    private static int EndOf(ReadOnlySpan<char> html, int from, string element)
    {
        var end = $"</{element}";
        while (html[from..].IndexOf(end, StringComparison.OrdinalIgnoreCase) is var at and >= 0)
        {
            from += at;
            if (from + end.Length < html.Length && EndsName(html[from + end.Length]))
            {
                return from;
            }

            from++;
        }

        return html.Length;
    }

    private static bool EndsName(char letter) => IsSpace(letter) || letter is '/' or '>';

    // Of HTML, which knows no others.
    private static bool IsSpace(char letter) => letter is ' ' or '\t' or '\n' or '\f' or '\r';

    // From behind the name to behind the tag; the first src counts, as in a browser.
    private static int ReadTag(ReadOnlySpan<char> html, int at, List<(int, int)>? found)
    {
        var seen = false;
        while (at < html.Length)
        {
            while (at < html.Length && (IsSpace(html[at]) || html[at] == '/'))
            {
                at++;
            }

            if (at >= html.Length || html[at] == '>')
            {
                break;
            }

            var name = at;
            while (at < html.Length && !EndsName(html[at]) && (html[at] != '=' || at == name))
            {
                at++;
            }

            var isSource = html[name..at].Equals(Attribute, StringComparison.OrdinalIgnoreCase);
            if (ReadValue(html, ref at) is var (start, length) && isSource && !seen && length > 0)
            {
                found?.Add((start, length));
                seen = true;
            }
        }

        return at;
    }

    private static (int Start, int Length) ReadValue(ReadOnlySpan<char> html, ref int at)
    {
        var look = SkipSpace(html, at);
        if (look >= html.Length || html[look] != '=')
        {
            return default;
        }

        var start = SkipSpace(html, look + 1);
        if (start < html.Length && html[start] is '"' or '\'')
        {
            var length = html[(start + 1)..].IndexOf(html[start]);
            at = length < 0 ? html.Length : start + length + 2;
            return length < 0 ? default : (start + 1, length);
        }

        at = start;
        while (at < html.Length && !IsSpace(html[at]) && html[at] != '>')
        {
            at++;
        }

        return (start, at - start);
    }

    private static int SkipSpace(ReadOnlySpan<char> html, int at)
    {
        while (at < html.Length && IsSpace(html[at]))
        {
            at++;
        }

        return at;
    }
}
