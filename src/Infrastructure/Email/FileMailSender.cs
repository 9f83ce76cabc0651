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
        var name = $"{now.UtcDateTime.ToString("yyyyMMdd'T'HHmmssfff", CultureInfo.InvariantCulture)}-{message.Id}.eml";
        var path = Path.Combine(data.Folder("mail"), name);
        PrivateFile.TryCreate(path, Encoding.UTF8.GetBytes(Format(message, now)));
        LogWritten(path);
        return Task.FromResult<Result<Success>>(Success.Value);
    }

    // RFC 5322, with the body as it is: an operator reads it in any editor.
    private string Format(MailMessage message, DateTimeOffset now) => string.Join(
        "\r\n",
        $"From: Picora <{options.Value.From}>",
        $"To: {message.To}",
        $"Subject: {MailHeaders.Encode("Subject", message.Subject)}",
        $"Date: {MailHeaders.Date(now)}",
        $"Message-ID: {MailHeaders.MessageId(message, options.Value.From)}",
        "Auto-Submitted: auto-generated",
        "MIME-Version: 1.0",
        "Content-Type: text/plain; charset=utf-8",
        "Content-Transfer-Encoding: 8bit",
        string.Empty,
        message.Body.ReplaceLineEndings("\r\n"));

    [LoggerMessage(Level = LogLevel.Information, Message = "No mail server is configured; a mail was written to {Path}")]
    private partial void LogWritten(string path);
}
