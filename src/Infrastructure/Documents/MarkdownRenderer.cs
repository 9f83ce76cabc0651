using Markdig;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;
using Picora.Application.Documents.Pages;

namespace Picora.Infrastructure.Documents;

/// <summary>Markdown to HTML, and that through <see cref="HtmlCleaner"/>, which trusts none of it.</summary>
internal sealed class MarkdownRenderer(MarkdownParser parser) : IMarkdownRenderer
{
    // A browser's parser looks back over all open elements for each new one; so does the one here.
    private const int MostTags = 10_000;

    public string? Render(string text)
    {
        if (parser.Parse(text) is not { } tree || TagsIn(tree, text) > MostTags)
        {
            return null;
        }

        using var html = new StringWriter();
        var renderer = new Markdig.Renderers.HtmlRenderer(html);
        MarkdownParser.Pipeline.Setup(renderer);
        renderer.Render(tree);
        return HtmlCleaner.Clean(html.ToString());
    }

    private static int TagsIn(MarkdownDocument tree, string text)
    {
        var count = 0;
        foreach (var node in tree.Descendants())
        {
            count += node switch
            {
                HtmlInline => 1,
                HtmlBlock block when block.Span.Start >= 0 && block.Span.End < text.Length => text.AsSpan(block.Span.Start, block.Span.Length).Count('<'),
                _ => 0,
            };
        }

        return count;
    }
}
