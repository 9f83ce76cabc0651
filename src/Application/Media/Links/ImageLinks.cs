using System.Buffers;
using System.Text;

namespace Picora.Application.Media.Links;

/// <summary>Ready texts to paste, each escaped for where it goes.</summary>
/// <param name="Markdown">Shows the picture in Markdown.</param>
/// <param name="Html">Shows the picture in HTML.</param>
/// <param name="Bbcode">Shows the picture in a forum.</param>
/// <param name="Thumbnail">The address of the small picture; it answers once <c>processing</c> is <c>ready</c>.</param>
/// <param name="ThumbnailMarkdown">The small picture in Markdown, leading to the large one; so do the next two in HTML and in a forum.</param>
/// <param name="Delete">
/// A page that deletes this one picture after a question, for whoever has the address; null for callers who may not delete, and in lists.
/// </param>
public sealed record ImageLinks(
    string Url,
    string Markdown,
    string Html,
    string Bbcode,
    string Thumbnail,
    string ThumbnailMarkdown,
    string ThumbnailHtml,
    string ThumbnailBbcode,
    string? Delete)
{
    // What means something inside of a Markdown link's text, or may in one of its dialects.
    private static readonly SearchValues<char> Marks = SearchValues.Create("\\`*_[]<>&~|");

    /// <param name="url">Has no character that means something in one of the syntaxes.</param>
    /// <param name="thumbnail">The same.</param>
    /// <param name="description">Anything that a client may call a picture.</param>
    public static ImageLinks Of(string url, string thumbnail, string description)
    {
        var line = OneLine(description);
        var (markdown, html) = (Escape(line, letter => Marks.Contains(letter) ? $"\\{letter}" : null), Escape(line, Entity));
        return new ImageLinks(
            url,
            $"![{markdown}]({url})",
            $"<img src=\"{url}\" alt=\"{html}\">",
            $"[img]{url}[/img]",
            thumbnail,
            $"[![{markdown}]({thumbnail})]({url})",
            $"<a href=\"{url}\"><img src=\"{thumbnail}\" alt=\"{html}\"></a>",
            $"[url={url}][img]{thumbnail}[/img][/url]",
            Delete: null);
    }

    /// <summary>Text as it stands in an HTML page.</summary>
    public static string Entities(string text) => Escape(text, Entity);

    private static string OneLine(string text) => string.Join(' ', text.Split(default(char[]), StringSplitOptions.RemoveEmptyEntries));

    private static string Escape(string text, Func<char, string?> replace)
    {
        var escaped = new StringBuilder(text.Length);
        foreach (var letter in text)
        {
            escaped.Append(replace(letter) ?? letter.ToString());
        }

        return escaped.ToString();
    }

    private static string? Entity(char letter) => letter switch
    {
        '&' => "&amp;",
        '<' => "&lt;",
        '>' => "&gt;",
        '"' => "&quot;",
        '\'' => "&#39;",
        _ => null,
    };
}
