using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace Picora.Infrastructure.Documents;

/// <summary>What a document's writer wrote as HTML, and what reading it back may cost: unlike Markdown's own, it need not be closed.</summary>
internal sealed class RawMarkup
{
    // What HTML opens again in every block until it is closed, but for links, of which it keeps one open.
    private static readonly HashSet<string> Formatting =
        new(["b", "big", "code", "em", "font", "i", "nobr", "s", "small", "strike", "strong", "tt", "u"], StringComparer.OrdinalIgnoreCase);

    // HTML keeps three of a kind open.
    private const int MostOfAKind = 3;

    // Emphasis and links of Markdown's own that an unclosed tag keeps open.
    private const int OwnFormatting = 10;

    // Where a first line break goes, and the reader looks at the next tag within the one before: as deep as these stand in a row.
    private static readonly HashSet<string> Greedy = new(["pre", "listing", "textarea"], StringComparer.OrdinalIgnoreCase);

    private const int MostGreedy = 100;

    // For each new element, its reader looks back over all open ones.
    private const long MostLooks = 300_000_000;

    // Elements made again in other blocks: about a hundred megabytes at worst.
    private const long MostAgain = 500_000;

    private readonly Dictionary<string, int> plain = new(StringComparer.OrdinalIgnoreCase);
    private long tags;
    private long formatting = OwnFormatting;
    private int greedy;

    public static RawMarkup In(MarkdownDocument tree)
    {
        var found = new RawMarkup();
        foreach (var node in tree.Descendants())
        {
            switch (node)
            {
                case HtmlInline inline:
                    found.Count(inline.Tag);
                    break;
                case HtmlBlock block:
                    found.Count(block.Lines.ToString());
                    break;
            }
        }

        return found;
    }

    /// <param name="html">Of the whole document.</param>
    public bool IsTooMuchFor(string html)
    {
        var all = html.AsSpan().Count('<');
        return tags > 0 && (greedy > MostGreedy || tags * all > MostLooks || formatting * all > MostAgain);
    }

    private void Count(ReadOnlySpan<char> html)
    {
        while (html.IndexOf('<') is var at and >= 0)
        {
            html = html[(at + 1)..];
            tags++;
            var end = html.IndexOfAnyExcept(Letters);
            var name = (end < 0 ? html : html[..end]).ToString();
            greedy += Greedy.Contains(name) ? 1 : 0;
            if (Formatting.Contains(name))
            {
                // With attributes, each is of a kind of its own.
                formatting += end < 0 || html[end] != '>' || IsFew(name) ? 1 : 0;
            }
        }
    }

    private bool IsFew(string name) => (plain[name] = plain.GetValueOrDefault(name) + 1) <= MostOfAKind;

    private static readonly System.Buffers.SearchValues<char> Letters = System.Buffers.SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-");
}
