using Picora.Application.Abstractions;
using Picora.Application.Accounts.Contracts;
using Picora.Domain.Accounts;
using Picora.Domain.Accounts.Contracts;

namespace Picora.Application.Accounts;

/// <summary>Tells the owner of an account, in the log and by mail, that somebody else may be at it.</summary>
internal sealed class AccountAlarms(IAuditLog audit, IMailQueue mail)
{
    public void Locked(User user, int minutes)
    {
        audit.Record(user.Id, AuditAction.AccountLocked);
        Mail(user, address => AccountMails.Locked(address, user.Locale, minutes));
    }

    /// <summary>Somebody has signed in from where the owner never was before. The sign-in itself is in the log already.</summary>
    public void NewDevice(User user, SignInPlace place) => Mail(user, address => AccountMails.NewDevice(address, user.Locale, place));

    public void PasswordChanged(User user, AuditAction how)
    {
        audit.Record(user.Id, how);
        Mail(user, address => AccountMails.PasswordChanged(address, user.Locale));
    }

    /// <param name="before">The address that the account had; its owner may be another person by now.</param>
    public void EmailChanged(User user, EmailAddress? before)
    {
        audit.Record(user.Id, AuditAction.EmailChanged);
        if (before is { } address && user.Email is { } after)
        {
            mail.Enqueue(AccountMails.EmailChanged(address, user.Locale, Identity.Mask(after.Value)));
        }
    }

    public void IdentityUnlinked(User user, EmailAddress? address, string provider)
    {
        audit.Record(user.Id, AuditAction.IdentityUnlinked, provider);
        if (address is { } to)
        {
            mail.Enqueue(AccountMails.IdentityUnlinked(to, user.Locale, provider));
        }
    }

    public void SessionStolen(User user, Session session)
    {
        audit.Record(user.Id, AuditAction.SessionStolen, session.Id.Value);
        Mail(user, address => AccountMails.SessionStolen(address, user.Locale));
    }

    private void Mail(User user, Func<EmailAddress, MailMessage> write)
    {
        if (user.Email is { } address)
        {
            mail.Enqueue(write(address));
        }
    }
}

/// <summary>Where somebody signed in, as a mail tells it.</summary>
internal sealed record SignInPlace(string Device, string Address, DateTimeOffset At);
