using Microsoft.EntityFrameworkCore;
using Picora.Application.Abstractions;
using Picora.Application.Privacy.Contracts;
using Picora.Domain;
using Picora.Domain.Accounts;
using Picora.Domain.Accounts.Contracts;

namespace Picora.Application.Accounts.Closing;

/// <summary>Closes accounts.</summary>
internal sealed class AccountClosing(IAccountsDb db, IErasures erasures, IMailQueue mail)
{
    /// <summary>Inside a unit of work.</summary>
    public async Task<Result<Success>> CloseAsync(UserId id, CancellationToken cancellationToken)
    {
        // Two administrators who leave at once must not both believe that the other one stays.
        await db.Users.Where(user => user.Id == id || user.IsAdministrator).LockAsync(user => user.CreatedAt, cancellationToken);
        var user = await db.Users.SingleAsync(row => row.Id == id, cancellationToken);
        if (user.IsAdministrator && !await db.Users.AnyAsync(other => other.IsAdministrator && other.IsActive && other.Id != id, cancellationToken))
        {
            return AccountErrors.LastAdministrator;
        }

        var receipt = await erasures.BeginAsync(id, cancellationToken);
        await db.Sessions.Where(session => session.UserId == id).ExecuteDeleteAsync(cancellationToken);
        await db.ApiKeys.Where(key => key.OwnerId == id).ExecuteDeleteAsync(cancellationToken);
        await RemoveCredentialsAsync(id, cancellationToken);
        if (user.Email is { } email)
        {
            await db.VerificationCodes.Where(code => code.Email == email).ExecuteDeleteAsync(cancellationToken);
            await mail.ForgetAsync(email.Value, cancellationToken);
            mail.Enqueue(ClosingMails.Closed(email, user.Locale, receipt));
        }

        user.Close();
        return Success.Value;
    }

    // Everything by which somebody signs in: at once, so that all of it can serve another account.
    private async Task RemoveCredentialsAsync(UserId id, CancellationToken cancellationToken)
    {
        await db.Identities.Where(identity => identity.UserId == id).ExecuteDeleteAsync(cancellationToken);
        await db.Passkeys.Where(passkey => passkey.UserId == id).ExecuteDeleteAsync(cancellationToken);
        await db.TotpFactors.Where(factor => factor.UserId == id).ExecuteDeleteAsync(cancellationToken);
        await db.RecoveryCodes.Where(code => code.UserId == id).ExecuteDeleteAsync(cancellationToken);
        await db.Tickets.Where(ticket => ticket.UserId == id).ExecuteDeleteAsync(cancellationToken);
    }
}

/// <summary>What the accounts themselves consist of: the log, and the person's row, which takes everything else along.</summary>
internal sealed class AccountErasable(IAccountsDb db) : IErasable
{
    public string Name => "account";

    public ErasureStage Stage => ErasureStage.Account;

    public async Task<Erased> EraseSomeAsync(UserId owner, int most, CancellationToken cancellationToken)
    {
        var some = db.AuditEvents.Where(row => row.OwnerId == owner).OrderBy(row => row.CreatedAt).ThenBy(row => row.Id).Take(most).Select(row => row.Id);
        var events = await db.AuditEvents.Where(row => some.Contains(row.Id)).ExecuteDeleteAsync(cancellationToken);
        var rows = events > 0 ? events : await db.Users.Where(user => user.Id == owner && !user.IsActive && user.Email == null).ExecuteDeleteAsync(cancellationToken);
        return new Erased(rows, 0);
    }
}
