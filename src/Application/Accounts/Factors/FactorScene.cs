using Microsoft.EntityFrameworkCore;
using Picora.Application.Abstractions;
using Picora.Domain;
using Picora.Domain.Accounts;

namespace Picora.Application.Accounts.Factors;

/// <summary>Who changes their own ways to sign in, and when.</summary>
internal sealed class FactorScene(IAccountsDb db, ICaller caller, TimeProvider time)
{
    public DateTimeOffset Now => time.Now();

    public async Task<User> CallerAsync(CancellationToken cancellationToken)
    {
        var id = caller.Current.UserId;
        return await db.Users.SingleAsync(row => row.Id == id, cancellationToken);
    }
}
