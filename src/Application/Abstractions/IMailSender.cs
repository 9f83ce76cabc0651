using Picora.Domain;

namespace Picora.Application.Abstractions;

/// <summary>
/// A message to one person. The body is plain text: paragraphs stand between blank lines, and a code or an address that is a paragraph of its
/// own is made easy to find in what people see.
/// </summary>
public sealed record MailMessage(string To, string Subject, string Body)
{
    /// <summary>Names the message to the world: the same id is the same message, sent again.</summary>
    public string Id { get; init; } = NanoId.New();
}

/// <summary>Hands a message over to the mail system.</summary>
public interface IMailSender
{
    /// <summary>
    /// Returns once the message was accepted; <c>MAIL_UNAVAILABLE</c> when it may be accepted later, <c>MAIL_REFUSED</c> when it never will be.
    /// </summary>
    Task<Result<Success>> SendAsync(MailMessage message, CancellationToken cancellationToken);
}

/// <summary>
/// Mails on their way out. They are rows of the unit of work that they tell about, sealed, and are sent in the background until the mail
/// system has them or has refused them for good; operators see those.
/// </summary>
public interface IMailQueue
{
    /// <summary>The kind of work in job ids.</summary>
    const string Kind = "mail";

    /// <summary>Adds a mail to the unit of work at hand. It is sent as soon as that has committed.</summary>
    void Enqueue(MailMessage message);

    /// <summary>
    /// Adds a mail that somebody waits for to the unit of work at hand, for <see cref="DeliverAsync"/> to send when that has committed. If
    /// nobody does, a worker sends it a little later.
    /// </summary>
    /// <param name="validUntil">When it is no longer worth sending, such as the end of a code's time.</param>
    HeldMail Hold(MailMessage message, DateTimeOffset validUntil);

    /// <summary>Inside a unit of work: forgets all mails to an address that have not gone yet, or could not.</summary>
    Task ForgetAsync(string address, CancellationToken cancellationToken);

    /// <summary>Sends a held mail now. What goes wrong is tried again in the background; the caller learns nothing of it.</summary>
    Task DeliverAsync(HeldMail mail, CancellationToken cancellationToken);
}

/// <param name="Claim">The mail and the lease under which it is held.</param>
public sealed record HeldMail(string Claim);

/// <summary>Seals mails with keys that are not in the database, so that a copy of it holds no code that works and nobody's mail.</summary>
public interface IMailSeal
{
    byte[] Seal(string id, MailMessage message);

    /// <summary>Null for what was sealed for another id, or under a server secret that is gone.</summary>
    MailMessage? Open(string id, byte[] content);

    /// <summary>A keyed hash of an address.</summary>
    string HashAddress(string address);
}
