using System.Net;
using System.Net.Mail;
using System.Text;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Picora.Application.Abstractions;
using Picora.Domain;
using MailMessage = Picora.Application.Abstractions.MailMessage;

namespace Picora.Infrastructure.Email;

/// <summary>Hands mails to an SMTP server.</summary>
internal sealed class SmtpMailSender(IOptions<MailOptions> options, TimeProvider time, ILogger<SmtpMailSender> logger) : IMailSender
{
    private static readonly Error Unavailable =
        new(ErrorKind.Unavailable, "MAIL_UNAVAILABLE", "Mail cannot be sent at the moment; try again later");

    public async Task<Result<Success>> SendAsync(MailMessage message, CancellationToken cancellationToken)
    {
        var settings = options.Value;
        using var client = new SmtpClient(settings.Host, settings.Port) { EnableSsl = settings.StartTls };
        if (settings.User.Length > 0)
        {
            client.Credentials = new NetworkCredential(settings.User, settings.Password);
        }

        using var mail = new System.Net.Mail.MailMessage(settings.From, message.To, message.Subject, message.Body)
        {
            SubjectEncoding = Encoding.UTF8,
            BodyEncoding = Encoding.UTF8,
        };
        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(settings.TimeoutSeconds), time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, deadline.Token);
        try
        {
            await client.SendMailAsync(mail, either.Token);
            return Success.Value;
        }
        catch (Exception exception) when (exception is SmtpException or IOException
            || (exception is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            logger.LogError(exception, "The mail server {Host}:{Port} did not take a message", settings.Host, settings.Port);
            return Unavailable;
        }
    }
}
