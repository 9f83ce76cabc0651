using System.Globalization;
using System.Text;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Picora.Application.Abstractions;
using Picora.Domain;
using Picora.Infrastructure.Security;

namespace Picora.Infrastructure.Email;

/// <summary>Writes each mail as an <c>.eml</c> file into <c>&lt;data&gt;/mail</c>, for installations without a mail server.</summary>
internal sealed partial class FileMailSender(DataFolder data, IOptions<MailOptions> options, TimeProvider time, ILogger<FileMailSender> logger)
    : IMailSender
{
    public Task<Result<Success>> SendAsync(MailMessage message, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var id = NanoId.New();
        var name = $"{now.UtcDateTime.ToString("yyyyMMdd'T'HHmmssfff", CultureInfo.InvariantCulture)}-{id}.eml";
        var path = Path.Combine(data.Folder("mail"), name);
        PrivateFile.TryCreate(path, Encoding.UTF8.GetBytes(Format(message, now, id)));
        LogWritten(path);
        return Task.FromResult<Result<Success>>(Success.Value);
    }

    // RFC 5322, with the body as it is: an operator reads it in any editor.
    private string Format(MailMessage message, DateTimeOffset now, string id) => string.Join(
        "\r\n",
        $"From: Picora <{options.Value.From}>",
        $"To: {message.To}",
        $"Subject: {Header(message.Subject)}",
        $"Date: {now.ToString("ddd, dd MMM yyyy HH:mm:ss '+0000'", CultureInfo.InvariantCulture)}",
        $"Message-ID: <{id}@{options.Value.From.Split('@')[^1]}>",
        "MIME-Version: 1.0",
        "Content-Type: text/plain; charset=utf-8",
        "Content-Transfer-Encoding: 8bit",
        string.Empty,
        message.Body.ReplaceLineEndings("\r\n"));

    private static string Header(string text) =>
        Ascii.IsValid(text) ? text : $"=?utf-8?B?{Convert.ToBase64String(Encoding.UTF8.GetBytes(text))}?=";

    [LoggerMessage(Level = LogLevel.Information, Message = "No mail server is configured; a mail was written to {Path}")]
    private partial void LogWritten(string path);
}
