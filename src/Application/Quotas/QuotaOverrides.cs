using Microsoft.EntityFrameworkCore;
using Picora.Application.Quotas.Contracts;
using Picora.Domain;
using Picora.Domain.Accounts.Contracts;
using Picora.Domain.Quotas;
using Picora.Domain.Quotas.Contracts;

namespace Picora.Application.Quotas;

/// <summary>The limits that administrators have set for single people.</summary>
internal sealed class QuotaOverrides(IQuotasDb db, TimeProvider time) : IQuotaOverrides
{
    /// <summary>The one that counts now, if there is one: for a condition inside another statement.</summary>
    public IQueryable<QuotaOverride> Of(UserId owner, QuotaType type)
    {
        var now = time.Now();
        return db.QuotaOverrides.Where(entry => entry.OwnerId == owner && entry.Type == type && (entry.ExpiresAt == null || entry.ExpiresAt > now));
    }

    /// <summary>The limits of one person that count now.</summary>
    public async Task<IReadOnlyDictionary<QuotaType, long>> LimitsOfAsync(UserId owner, CancellationToken cancellationToken) =>
        (await LimitsOfAsync([owner], cancellationToken)).ToDictionary(entry => entry.Key.Type, entry => entry.Value);

    /// <summary>The limits of several people that count now.</summary>
    public async Task<IReadOnlyDictionary<(UserId Owner, QuotaType Type), long>> LimitsOfAsync(
        IReadOnlyCollection<UserId> owners, CancellationToken cancellationToken)
    {
        var now = time.Now();
        return await db.QuotaOverrides.AsNoTracking()
            .Where(entry => owners.Contains(entry.OwnerId) && (entry.ExpiresAt == null || entry.ExpiresAt > now))
            .ToDictionaryAsync(entry => (entry.OwnerId, entry.Type), entry => entry.Limit, cancellationToken);
    }

    /// <summary>The least limit, from <paramref name="floor"/> on, that is set for anybody now; null for none.</summary>
    public async Task<long?> LeastAsync(QuotaType type, long floor, CancellationToken cancellationToken)
    {
        var now = time.Now();
        return await db.QuotaOverrides.Where(entry => entry.Type == type && entry.Limit >= floor && (entry.ExpiresAt == null || entry.ExpiresAt > now))
            .MinAsync(entry => (long?)entry.Limit, cancellationToken);
    }

    public async Task<IReadOnlyList<QuotaOverrideResponse>> ListAsync(UserId owner, CancellationToken cancellationToken)
    {
        var entries = await db.QuotaOverrides.AsNoTracking().Where(entry => entry.OwnerId == owner).ToListAsync(cancellationToken);
        return [.. entries.OrderBy(entry => entry.Type).Select(entry =>
            new QuotaOverrideResponse(entry.Type.ToName(), entry.Limit, entry.ExpiresAt, entry.Note, entry.SetBy.Value, entry.SetAt))];
    }

    public async Task<Result<Success>> SetAsync(UserId owner, QuotaLimitOrder order, UserId administrator, CancellationToken cancellationToken)
    {
        await db.QuotaOverrides.Where(entry => entry.OwnerId == owner && entry.Type == order.Type).ExecuteDeleteAsync(cancellationToken);
        if (order.Limit is not { } limit)
        {
            return Success.Value;
        }

        var set = QuotaOverride.Create(owner, order.Type, administrator, time.Now());
        db.QuotaOverrides.Add(set);
        return set.Set(limit, order.ExpiresAt, order.Note);
    }
}
