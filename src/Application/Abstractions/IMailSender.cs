using Picora.Domain;

namespace Picora.Application.Abstractions;

/// <summary>A plain-text message to one person.</summary>
public sealed record MailMessage(string To, string Subject, string Body);

/// <summary>Hands a message over to the mail system.</summary>
public interface IMailSender
{
    /// <summary>Returns once the message was accepted; <c>MAIL_UNAVAILABLE</c> when it was not.</summary>
    Task<Result<Success>> SendAsync(MailMessage message, CancellationToken cancellationToken);
}

/// <summary>Mails that nobody waits for: warnings to the owner of an account. Sent soon, in the background, as well as it goes.</summary>
public interface IMailQueue
{
    void Enqueue(MailMessage message);
}
