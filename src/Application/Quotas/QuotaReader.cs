using Microsoft.EntityFrameworkCore;
using Picora.Application.Quotas.Contracts;
using Picora.Domain.Accounts.Contracts;
using Picora.Domain.Quotas.Contracts;

namespace Picora.Application.Quotas;

internal sealed class QuotaReader(IQuotasDb db) : IQuotaReader
{
    public Task<long> ItemsAsync(UserId owner, QuotaType type, CancellationToken cancellationToken) =>
        db.QuotaAccounts.Where(account => account.OwnerId == owner && account.Type == type)
            .Select(account => account.Items).SingleOrDefaultAsync(cancellationToken);
}
