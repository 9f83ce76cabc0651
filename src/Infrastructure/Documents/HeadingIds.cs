using Markdig.Helpers;
using Markdig.Renderers.Html;
using Markdig.Syntax;

namespace Picora.Infrastructure.Documents;

/// <summary>Gives headings the ids that links on the page lead to. The library's own way tries all numbers anew for each of many that read alike.</summary>
internal static class HeadingIds
{
    private const string Unnamed = "section";

    public static void Give(MarkdownDocument tree)
    {
        var (taken, last) = (new HashSet<string>(StringComparer.Ordinal), new Dictionary<string, int>(StringComparer.Ordinal));
        foreach (var heading in tree.Descendants<HeadingBlock>())
        {
            var name = heading.Inline is { } inline && LinkHelper.UrilizeAsGfm(MarkdigReader.TextOf(inline)) is { Length: > 0 } words ? words : Unnamed;
            var (id, number) = (name, last.GetValueOrDefault(name));
            while (!taken.Add(id))
            {
                id = $"{name}-{++number}";
            }

            last[name] = number;
            heading.GetAttributes().Id = id;
        }
    }
}
