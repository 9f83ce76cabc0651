using Microsoft.EntityFrameworkCore;
using Picora.Application.Accounts.ApiKeys;
using Picora.Application.Quotas.Contracts;
using Picora.Domain;
using Picora.Domain.Accounts.Contracts;
using Picora.Domain.Quotas.Contracts;

namespace Picora.Application.Accounts;

/// <summary>Counts the keys that take a place.</summary>
internal sealed class ApiKeyCount(IAccountsDb db, TimeProvider time) : ICountedQuota
{
    public QuotaType Type => QuotaType.ApiKeyCount;

    public async Task<IReadOnlyDictionary<UserId, long>> CountAsync(IReadOnlyCollection<UserId> owners, CancellationToken cancellationToken) =>
        await db.ApiKeys.Where(key => owners.Contains(key.OwnerId)).InPlace(db.ApiKeys, time.Now())
            .GroupBy(key => key.OwnerId)
            .Select(group => new { Owner = group.Key, Count = group.LongCount() })
            .ToDictionaryAsync(row => row.Owner, row => row.Count, cancellationToken);

    public async Task<IReadOnlyList<UserId>> OwnersAsync(long least, CancellationToken cancellationToken) =>
        await db.ApiKeys.InPlace(db.ApiKeys, time.Now()).GroupBy(key => key.OwnerId)
            .Where(group => group.Count() >= least).Select(group => group.Key).ToListAsync(cancellationToken);
}
