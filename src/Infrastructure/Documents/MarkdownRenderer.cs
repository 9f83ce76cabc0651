using Picora.Application.Documents.Pages;

namespace Picora.Infrastructure.Documents;

/// <summary>Markdown to HTML, and that through <see cref="HtmlCleaner"/>, which trusts none of it.</summary>
internal sealed class MarkdownRenderer(MarkdownParser parser) : IMarkdownRenderer
{
    // Letters; what is longer is no page that anybody reads.
    private const int MostLetters = 16 * 1024 * 1024;

    public string? Render(string text)
    {
        if (parser.Parse(text) is not { } tree)
        {
            return null;
        }

        HeadingIds.Give(tree);
        var raw = RawMarkup.In(tree);
        using var html = new StringWriter();
        var renderer = new Markdig.Renderers.HtmlRenderer(html);
        MarkdownParser.Pipeline.Setup(renderer);
        renderer.Render(tree);
        return html.GetStringBuilder().Length <= MostLetters && html.ToString() is var markup && !raw.IsTooMuchFor(markup) ? HtmlCleaner.Clean(markup, MostLetters) : null;
    }
}
