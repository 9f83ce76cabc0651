using Microsoft.EntityFrameworkCore;
using Picora.Application.Quotas.Contracts;
using Picora.Domain.Accounts.Contracts;
using Picora.Domain.Quotas.Contracts;

namespace Picora.Application.Media.Collections;

/// <summary>How many collections people have; deleted ones do not count.</summary>
internal sealed class CollectionRecount(IMediaDb db) : IQuotaRecount
{
    public QuotaType Type => QuotaType.CollectionCount;

    public async Task<IReadOnlyDictionary<UserId, QuotaTotal>> CountAsync(IReadOnlyCollection<UserId> owners, CancellationToken cancellationToken) =>
        await db.Collections.Where(row => owners.Contains(row.OwnerId) && row.DeletedAt == null)
            .GroupBy(row => row.OwnerId).Select(group => new { Owner = group.Key, Count = group.LongCount() })
            .ToDictionaryAsync(row => row.Owner, row => new QuotaTotal(row.Count, row.Count), cancellationToken);
}
