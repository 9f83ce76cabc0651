using Picora.Application.Abstractions;
using Picora.Application.Accounts.Contracts;
using Picora.Domain.Accounts.Contracts;

namespace Picora.Application.Accounts.Closing;

internal sealed class AccountLock(IAccountsDb db) : IAccountLock
{
    public async Task<bool> LockAsync(UserId owner, CancellationToken cancellationToken) =>
        await db.Users.Where(user => user.Id == owner && user.IsActive).LockAsync(user => user.CreatedAt, cancellationToken) == 1;
}
