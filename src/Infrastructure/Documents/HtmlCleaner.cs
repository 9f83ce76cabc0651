using System.Text;
using AngleSharp.Dom;
using AngleSharp.Html.Parser;

namespace Picora.Infrastructure.Documents;

/// <summary>
/// Reads HTML as browsers do and writes anew what <see cref="HtmlAllowances"/> lists, so that what comes out is read in one way only. Walks without
/// recursion: strangers decide how deep it goes.
/// </summary>
internal static class HtmlCleaner
{
    private const string Html = "http://www.w3.org/1999/xhtml";

    // Deeper than that nobody reads; browsers themselves stop at about twice as much.
    private const int MostDepth = 256;

    /// <returns>Null when more would come out than <paramref name="most"/> letters: what is written once may stand for many.</returns>
    public static string? Clean(string html, int most)
    {
        // With scripts on, so that what they would hide is read as the text that it is then.
        var parser = new HtmlParser(new HtmlParserOptions { IsScripting = true });
        using var document = parser.ParseDocument(string.Empty);
        var (result, open) = (new StringBuilder(html.Length), new Stack<(INode Node, string Close)>());
        INode? node = First(parser.ParseFragment(html, document.Body!));
        while (node is not null && result.Length <= most)
        {
            if (Open(node, result, open.Count) is { } close)
            {
                if (node.FirstChild is { } child)
                {
                    open.Push((node, close));
                    node = child;
                    continue;
                }

                result.Append(close);
            }

            node = Next(node, result, open);
        }

        return result.Length <= most ? result.ToString() : null;
    }

    private static INode? First(INodeList nodes) => nodes.Length > 0 ? nodes[0] : null;

    // Closes what ends with this node.
    private static INode? Next(INode node, StringBuilder result, Stack<(INode Node, string Close)> open)
    {
        var at = node;
        while (at.NextSibling is null && open.TryPop(out var parent))
        {
            result.Append(parent.Close);
            at = parent.Node;
        }

        return at.NextSibling;
    }

    /// <summary>Writes a text or a start tag; answers with the end tag, empty where only the children stay, null where nothing does.</summary>
    private static string? Open(INode node, StringBuilder result, int depth)
    {
        if (node is IText text)
        {
            HtmlWriter.WriteText(result, text.Data);
            return null;
        }

        if (node is not IElement element || !string.Equals(element.NamespaceUri, Html, StringComparison.Ordinal) || HtmlAllowances.Dropped.Contains(element.LocalName))
        {
            return null;
        }

        return HtmlAllowances.Kept.Contains(element.LocalName) && depth < MostDepth ? HtmlWriter.Open(element, result) : string.Empty;
    }
}
