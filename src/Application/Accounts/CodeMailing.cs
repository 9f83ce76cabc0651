using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Picora.Application.Abstractions;
using Picora.Application.Accounts.Contracts;
using Picora.Domain;
using Picora.Domain.Accounts;
using Picora.Domain.Accounts.Contracts;

namespace Picora.Application.Accounts;

/// <summary>Mails codes: the same work, and as many mails, whether or not somebody has the address.</summary>
internal sealed class CodeMailing(VerificationCodes codes, CodeLetters letters, CaptchaGate captcha, IAuditLog audit, IClient client, ICaller caller)
{
    public async Task<Result<Success>> SendAsync(EmailAddress email, CodePurpose purpose, string? captchaToken, CancellationToken cancellationToken)
    {
        var wanted = new CodeRequest(email, purpose, client.Network);
        var look = await captcha.LookAsync(captchaToken, cancellationToken);
        return look.IsSuccess ? await codes.MailAsync(wanted, ComposeAsync, cancellationToken) : look.Error;

        // The code's own row is not among those that are counted: it is not written yet.
        async Task<Result<MailMessage>> ComposeAsync(string code, CancellationToken token)
        {
            if (await captcha.RefuseAsync(look.Value, token) is { } refusal)
            {
                return refusal;
            }

            // Whoever is signed in can only want to move their own account.
            if (purpose == CodePurpose.BindEmail && caller.Current.Credential == Credential.Session)
            {
                audit.Record(caller.Current.UserId, AuditAction.EmailChangeRequested, Identity.Mask(email.Value));
            }

            return await letters.WriteAsync(wanted, code, token);
        }
    }
}

/// <summary>Writes the mails around codes.</summary>
internal sealed class CodeLetters(IAccountsDb db, IClient client, IOptions<CodeOptions> options)
{
    public async Task<MailMessage> WriteAsync(CodeRequest wanted, string code, CancellationToken cancellationToken)
    {
        var owner = await db.Users.AsNoTracking()
            .Where(user => user.Email == wanted.Email).Select(user => (Locale?)user.Locale).FirstOrDefaultAsync(cancellationToken);
        var locale = owner ?? Locales.FromAcceptLanguage(client.AcceptLanguage);
        return wanted.Purpose == CodePurpose.ResetPassword && owner is null
            ? AccountMails.NoAccount(wanted.Email, locale)
            : AccountMails.Code(wanted.Email, locale, code, options.Value.LifetimeMinutes);
    }
}
