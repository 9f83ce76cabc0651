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
        if (user.Email is { } address)
        {
            mail.Enqueue(AccountMails.Locked(address, user.Locale, minutes));
        }
    }

    public void SessionStolen(User user, Session session)
    {
        audit.Record(user.Id, AuditAction.SessionStolen, session.Id.Value);
        if (user.Email is { } address)
        {
            mail.Enqueue(AccountMails.SessionStolen(address, user.Locale));
        }
    }
}
