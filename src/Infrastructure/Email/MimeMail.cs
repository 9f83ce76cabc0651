using System.Text;
using Picora.Application.Abstractions;

namespace Picora.Infrastructure.Email;

/// <summary>A message as it goes over the wire: plain text and a page that say the same, in ASCII lines of at most 78 characters.</summary>
internal static class MimeMail
{
    public static byte[] Format(MailMessage message, string from, DateTimeOffset now)
    {
        // Quoted-printable never has "=_" in it, so no text can hold the boundary.
        var boundary = $"=_{message.Id}";
        var text = string.Join(
            "\r\n",
            $"From: Picora <{from}>",
            $"To: {message.To}",
            $"Subject: {MailHeaders.Encode("Subject", message.Subject)}",
            $"Date: {MailHeaders.Date(now)}",
            $"Message-ID: {MailHeaders.MessageId(message, from)}",
            "Auto-Submitted: auto-generated",
            "X-Auto-Response-Suppress: All",
            "MIME-Version: 1.0",
            $"Content-Type: multipart/alternative;\r\n boundary=\"{boundary}\"",
            string.Empty,
            $"--{boundary}",
            Part("text/plain", message.Body),
            $"--{boundary}",
            Part("text/html", MailLayout.ToHtml(message)),
            $"--{boundary}--",
            string.Empty);
        return Encoding.ASCII.GetBytes(text);
    }

    private static string Part(string type, string text) => string.Join(
        "\r\n",
        $"Content-Type: {type}; charset=utf-8",
        "Content-Transfer-Encoding: quoted-printable",
        string.Empty,
        QuotedPrintable.Encode(text.TrimEnd('\n')));
}
