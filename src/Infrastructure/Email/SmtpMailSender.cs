using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Picora.Application.Abstractions;
using Picora.Domain;

namespace Picora.Infrastructure.Email;

/// <summary>Hands mails to an SMTP server.</summary>
internal sealed partial class SmtpMailSender(IOptions<MailOptions> options, TimeProvider time, ILogger<SmtpMailSender> logger) : IMailSender
{
    public async Task<Result<Success>> SendAsync(MailMessage message, CancellationToken cancellationToken)
    {
        var settings = options.Value;
        var content = MimeMail.Format(message, settings.From, time.GetUtcNow());
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        deadline.CancelAfter(TimeSpan.FromSeconds(settings.TimeoutSeconds));
        Error? error;
        try
        {
            error = await SendAsync(message.To, content, settings, deadline.Token);
        }
        catch (Exception exception) when (exception is IOException or SocketException or AuthenticationException)
        {
            error = new Error(ErrorKind.Unavailable, "MAIL_UNAVAILABLE", $"The mail server {settings.Host}:{settings.Port}: {exception.Message}");
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            error = new Error(ErrorKind.Unavailable, "MAIL_UNAVAILABLE", $"The mail server {settings.Host}:{settings.Port} took too long.");
        }

        if (error is null)
        {
            return Success.Value;
        }

        LogNotSent(message.Id, error.Message);
        return error;
    }

    private static async Task<Error?> SendAsync(string to, byte[] content, MailOptions settings, CancellationToken cancellationToken)
    {
        await using var connection = await SmtpConnection.OpenAsync(settings.Host, settings.Port, cancellationToken);
        var error = await new SmtpSession(connection, settings, () => Encryption(settings)).SendAsync(to, content, cancellationToken);
        try
        {
            await connection.SayAsync("QUIT", cancellationToken);
        }
        catch (Exception exception) when (exception is IOException or SocketException or OperationCanceledException)
        {
            // The message is with the server, or is not; goodbyes change nothing.
        }

        return error;
    }

    private static SslClientAuthenticationOptions Encryption(MailOptions settings)
    {
        var encryption = new SslClientAuthenticationOptions { TargetHost = settings.Host };
        if (settings.TrustedCertificates.Length > 0)
        {
            var trusted = new X509ChainPolicy { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck };
            trusted.CustomTrustStore.ImportFromPemFile(settings.TrustedCertificates);
            encryption.CertificateChainPolicy = trusted;
        }
        else if (settings is { StartTls: false, ImplicitTls: false })
        {
            // Nothing was demanded: encrypted for somebody is better than readable for all, and who could forge the certificate could as well
            // hide that encryption is offered.
#pragma warning disable CA5359 // see above
            encryption.RemoteCertificateValidationCallback = (_, _, _, _) => true;
#pragma warning restore CA5359
        }

        return encryption;
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Mail {Id} was not sent: {Reason}")]
    private partial void LogNotSent(string id, string reason);
}
