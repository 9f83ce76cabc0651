namespace Picora.Application.Documents.Pages;

/// <summary>Makes a page's HTML of a text that a stranger wrote.</summary>
public interface IMarkdownRenderer
{
    /// <summary>
    /// Markup of a short list of elements and attributes only: it runs nothing, styles nothing and loads nothing but pictures of the web. Null for a text that
    /// is too tangled.
    /// </summary>
    /// <param name="text">Markdown, with its front matter, which is left out.</param>
    string? Render(string text);
}
