using Microsoft.EntityFrameworkCore;
using Picora.Application.Quotas.Contracts;
using Picora.Domain.Accounts.Contracts;
using Picora.Domain.Quotas.Contracts;

namespace Picora.Application.Accounts;

/// <summary>Counts the keys that are neither revoked nor replaced by another; one that has run out keeps its place until it is.</summary>
internal sealed class ApiKeyCount(IAccountsDb db) : ICountedQuota
{
    public QuotaType Type => QuotaType.ApiKeyCount;

    public async Task<IReadOnlyDictionary<UserId, long>> CountAsync(IReadOnlyCollection<UserId> owners, CancellationToken cancellationToken) =>
        await db.ApiKeys.Where(key => owners.Contains(key.OwnerId) && key.RevokedAt == null && key.RotatedAt == null)
            .GroupBy(key => key.OwnerId)
            .Select(group => new { Owner = group.Key, Count = group.LongCount() })
            .ToDictionaryAsync(row => row.Owner, row => row.Count, cancellationToken);

    public async Task<IReadOnlyList<UserId>> OwnersAsync(long least, CancellationToken cancellationToken) =>
        await db.ApiKeys.Where(key => key.RevokedAt == null && key.RotatedAt == null).GroupBy(key => key.OwnerId)
            .Where(group => group.Count() >= least).Select(group => group.Key).ToListAsync(cancellationToken);
}
