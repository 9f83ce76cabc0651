using System.Globalization;
using System.Net;
using Picora.Application.Documents.Pages;

namespace Picora.Api.Http;

/// <summary>What stands around a document's text.</summary>
internal static class PageFrame
{
    public static string Of(ShownDocument document, DocumentBody body, PageTexts texts, int minutes)
    {
        var content = body.IsText ? $"<pre class=\"whole\">{Entities(body.Content)}</pre>" : body.Content;
        // A text that begins with its own heading needs none of ours.
        var heading = content.StartsWith("<h1", StringComparison.Ordinal) ? string.Empty : $"<h1>{Entities(document.Title)}</h1>\n";
        return Frame(texts, document.Title, HeadOf(document), $"""
            <a class="skip" href="#text">{texts.Skip}</a>
            <header class="about">
            <time datetime="{document.UpdatedAt.UtcDateTime.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)}">{texts.Date(document.UpdatedAt)}</time>
            <span>{texts.Length(document.Words, minutes)}</span>
            <a href="{Entities(document.RawUrl)}" rel="alternate">{texts.Raw}</a>
            </header>
            <main id="text"><article lang="">
            {heading}{content}
            </article></main>
            """);
    }

    public static string Gone(PageTexts texts, bool isBlocked = false) => isBlocked
        ? Frame(texts, texts.Blocked, string.Empty, $"""<main class="gone"><h1>{texts.Blocked}</h1></main>""")
        : Frame(texts, texts.Gone, string.Empty, $"""<main class="gone"><h1>{texts.Gone}</h1><p>{texts.Why}</p></main>""");

    private static string HeadOf(ShownDocument document)
    {
        var picture = document.CoverUrl is { } cover ? $"\n<meta property=\"og:image\" content=\"{Entities(cover)}\">" : string.Empty;
        return $"""
            <meta property="og:type" content="article">
            <meta property="og:title" content="{Entities(document.Title)}">{picture}
            """;
    }

    private static string Frame(PageTexts texts, string title, string head, string body) => $"""
        <!doctype html>
        <html lang="{texts.Language}">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <title>{Entities(title)}</title>
        <link rel="stylesheet" href="{PageStyle.Address}">
        {head}
        </head>
        <body>
        {body}
        </body>
        </html>
        """;

    private static string Entities(string text) => WebUtility.HtmlEncode(text);
}
