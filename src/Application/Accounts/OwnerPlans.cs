using Microsoft.EntityFrameworkCore;
using Picora.Application.Accounts.Contracts;
using Picora.Domain.Accounts.Contracts;

namespace Picora.Application.Accounts;

internal sealed class OwnerPlans(IAccountsDb db) : IOwnerPlans
{
    public Task<Plan> FindAsync(UserId owner, CancellationToken cancellationToken) =>
        db.Users.AsNoTracking().Where(user => user.Id == owner && user.IsActive).Select(user => user.Plan).SingleOrDefaultAsync(cancellationToken);

    public Task<DateTimeOffset?> ExpiryAsync(UserId owner, CancellationToken cancellationToken) =>
        db.Users.AsNoTracking().Where(user => user.Id == owner).Select(user => user.PlanExpiresAt).SingleOrDefaultAsync(cancellationToken);

    public async Task<IReadOnlyDictionary<UserId, Plan>> FindAsync(IReadOnlyCollection<UserId> owners, CancellationToken cancellationToken) =>
        await db.Users.AsNoTracking().Where(user => owners.Contains(user.Id) && user.IsActive)
            .ToDictionaryAsync(user => user.Id, user => user.Plan, cancellationToken);
}
