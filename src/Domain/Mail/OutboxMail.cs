namespace Picora.Domain.Mail;

/// <summary>A mail that waits to be sent. The row goes when the mail has gone.</summary>
public sealed class OutboxMail : WorkItem
{
    /// <summary>Of the sealed content, in bytes.</summary>
    public const int MaxContentLength = 64 * 1024;

    /// <summary>Of a recipient's hash, in characters.</summary>
    public const int RecipientLength = 64;

    // For the database.
    private OutboxMail() => (Recipient, Content) = (string.Empty, []);

    private OutboxMail(DateTimeOffset now)
        : base(now) => (Recipient, Content) = (string.Empty, []);

    /// <summary>Who gets it, as a keyed hash, for when everything about a person has to go.</summary>
    public string Recipient { get; private set; }

    /// <summary>The message, sealed: a copy of the database says nothing about it.</summary>
    public byte[] Content { get; private set; }

    /// <summary>When the message is no longer worth sending, such as the end of a code's time; null for one that always is.</summary>
    public DateTimeOffset? ValidUntil { get; private set; }

    /// <param name="seal">Seals the message for the mail's id.</param>
    public static OutboxMail Create(string recipient, Func<string, byte[]> seal, DateTimeOffset? validUntil, DateTimeOffset now)
    {
        var mail = new OutboxMail(now) { Recipient = recipient, ValidUntil = validUntil };
        mail.Content = seal(mail.Id);
        return mail;
    }
}
