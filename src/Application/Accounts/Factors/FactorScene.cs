using Microsoft.EntityFrameworkCore;
using Picora.Application.Abstractions;
using Picora.Domain;
using Picora.Domain.Accounts;

namespace Picora.Application.Accounts.Factors;

/// <summary>Who changes their own ways to sign in, and when.</summary>
internal sealed class FactorScene(IAccountsDb db, PasswordCheck check, ICaller caller, TimeProvider time)
{
    public DateTimeOffset Now => time.Now();

    /// <summary>
    /// Outside of any unit of work: the caller, who gives the account's password, if it has one, for what lasts longer than the token of a
    /// session that was left open or stolen.
    /// </summary>
    public async Task<Result<User>> ProveAsync(string? password, CancellationToken cancellationToken)
    {
        var proof = await check.AskAsync(caller.Current.UserId, password, AccountErrors.BadPassword, cancellationToken);
        return proof.IsSuccess ? await CallerAsync(cancellationToken) : proof.Error;
    }

    public async Task<User> CallerAsync(CancellationToken cancellationToken)
    {
        var id = caller.Current.UserId;
        return await db.Users.SingleAsync(row => row.Id == id, cancellationToken);
    }
}
