using System.Net;
using System.Text;
using Picora.Application.Abstractions;

namespace Picora.Infrastructure.Email;

/// <summary>
/// A mail's text as a page: one column, real headings and paragraphs, its language named, readable in light and dark, nothing loaded from
/// anywhere.
/// </summary>
internal static class MailLayout
{
    private const string CodeStyle = "margin:24px 0;font:700 28px/1.2 ui-monospace,Menlo,Consolas,monospace;letter-spacing:4px";
    private const int MaxCodeLength = 32;

    public static string ToHtml(MailMessage message)
    {
        var subject = WebUtility.HtmlEncode(message.Subject);
        var html = new StringBuilder();
        html.Append("<!DOCTYPE html>\n<html lang=\"").Append(Language(message)).Append("\">\n<head>\n<meta charset=\"utf-8\">\n")
            .Append("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<meta name=\"color-scheme\" content=\"light dark\">\n")
            .Append("<title>").Append(subject).Append("</title>\n</head>\n")
            .Append("<body style=\"margin:0;padding:24px;font:16px/1.6 system-ui,-apple-system,'Segoe UI',sans-serif\">\n")
            .Append("<main style=\"max-width:560px;margin:0 auto\">\n<h1 style=\"font-size:20px;line-height:1.3;margin:0 0 16px\">")
            .Append(subject).Append("</h1>\n");
        foreach (var paragraph in message.Body.ReplaceLineEndings("\n").Split("\n\n", StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            html.Append(Paragraph(paragraph)).Append('\n');
        }

        return html.Append("<hr style=\"border:0;border-top:1px solid #8888;margin:24px 0 12px\">\n<p style=\"margin:0;font-size:14px\">Picora</p>\n")
            .Append("</main>\n</body>\n</html>\n").ToString();
    }

    private static string Paragraph(string text)
    {
        var encoded = WebUtility.HtmlEncode(text);
        if (text.StartsWith("https://", StringComparison.Ordinal) || text.StartsWith("http://", StringComparison.Ordinal))
        {
            return text.Any(char.IsWhiteSpace) ? Plain(encoded) : $"<p style=\"margin:0 0 16px;overflow-wrap:anywhere\"><a href=\"{encoded}\">{encoded}</a></p>";
        }

        return IsCode(text) ? $"<p style=\"{CodeStyle}\">{encoded}</p>" : Plain(encoded);
    }

    private static string Plain(string encoded) => $"<p style=\"margin:0 0 16px\">{encoded.Replace("\n", "<br>\n", StringComparison.Ordinal)}</p>";

    private static bool IsCode(string text) =>
        text.Length <= MaxCodeLength && text.Any(char.IsAsciiDigit) && text.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '-' or '_');

    // The product writes in two languages, and their letters tell them apart.
    private static string Language(MailMessage message) =>
        message.Subject.Concat(message.Body).Any(letter => letter is >= '\u4e00' and <= '\u9fff') ? "zh-CN" : "en";
}
