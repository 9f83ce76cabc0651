using Microsoft.EntityFrameworkCore;
using Picora.Application.Accounts.Contracts;
using Picora.Domain.Accounts.Contracts;

namespace Picora.Application.Accounts;

internal sealed class OwnerPlans(IAccountsDb db) : IOwnerPlans
{
    public Task<Plan> FindAsync(UserId owner, CancellationToken cancellationToken) =>
        db.Users.AsNoTracking().Where(user => user.Id == owner && user.IsActive).Select(user => user.Plan).SingleOrDefaultAsync(cancellationToken);
}
