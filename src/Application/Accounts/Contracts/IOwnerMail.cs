using Picora.Domain.Accounts.Contracts;

namespace Picora.Application.Accounts.Contracts;

/// <summary>Mails to the owner of an account, in the language that they have chosen.</summary>
public interface IOwnerMail
{
    /// <summary>Inside a unit of work: has a mail sent soon. Nothing for somebody who is banned, gone or without an address.</summary>
    Task EnqueueAsync(UserId owner, OwnerMessage message, CancellationToken cancellationToken);
}

/// <summary>One message in every language of the product.</summary>
public sealed record OwnerMessage(MailText English, MailText Chinese);

/// <param name="Body">Plain text.</param>
public sealed record MailText(string Subject, string Body);
