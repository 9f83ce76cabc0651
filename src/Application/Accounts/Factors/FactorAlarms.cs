using Picora.Application.Abstractions;
using Picora.Application.Accounts.Contracts;
using Picora.Domain.Accounts;
using Picora.Domain.Accounts.Contracts;

namespace Picora.Application.Accounts.Factors;

/// <summary>Tells the owner of an account, in the log and by mail, that the ways to sign in to it have changed or were tried.</summary>
internal sealed class FactorAlarms(IAuditLog audit, IMailQueue mail)
{
    public void TotpEnabled(User user) => Tell(user, AuditAction.TotpEnabled, null, FactorMails.TotpEnabled);

    public void TotpDisabled(User user) => Tell(user, AuditAction.TotpDisabled, null, FactorMails.TotpDisabled);

    public void TotpLocked(User user, int minutes) =>
        Tell(user, AuditAction.AccountLocked, "totp", (to, locale) => FactorMails.TotpLocked(to, locale, minutes));

    public void RecoveryCodeUsed(User user, int left) =>
        Tell(user, AuditAction.RecoveryCodeUsed, null, (to, locale) => FactorMails.RecoveryCodeUsed(to, locale, left));

    public void RecoveryCodesRenewed(User user) => Tell(user, AuditAction.RecoveryCodesRenewed, null, FactorMails.RecoveryCodesRenewed);

    public void PasskeyAdded(User user, string id, string name) =>
        Tell(user, AuditAction.PasskeyAdded, id, (to, locale) => FactorMails.PasskeyAdded(to, locale, name));

    public void PasskeyRemoved(User user, string id, string name) =>
        Tell(user, AuditAction.PasskeyRemoved, id, (to, locale) => FactorMails.PasskeyRemoved(to, locale, name));

    public void IdentityLinked(User user, string provider) =>
        Tell(user, AuditAction.IdentityLinked, provider, (to, locale) => FactorMails.IdentityLinked(to, locale, provider));

    private void Tell(User user, AuditAction action, string? subject, Func<EmailAddress, Locale, MailMessage> message)
    {
        audit.Record(user.Id, action, subject);
        if (user.Email is { } address)
        {
            mail.Enqueue(message(address, user.Locale));
        }
    }
}
