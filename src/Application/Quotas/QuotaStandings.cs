using Microsoft.EntityFrameworkCore;
using Picora.Application.Quotas.Contracts;
using Picora.Domain;
using Picora.Domain.Accounts.Contracts;
using Picora.Domain.Quotas;
using Picora.Domain.Quotas.Contracts;

namespace Picora.Application.Quotas;

/// <summary>Reads how people stand with all their quotas: a few queries, for however many people.</summary>
internal sealed class QuotaStandings(
    IQuotasDb db, QuotaOverrides overrides, IEnumerable<ICountedQuota> counted, IPlanCatalog plans, BandwidthMeter meter, TimeProvider time)
{
    private const int MostReadings = 20;

    /// <param name="owners">With their plans.</param>
    public async Task<IReadOnlyDictionary<UserId, QuotaStanding[]>> OfAsync(IReadOnlyDictionary<UserId, Plan> owners, CancellationToken cancellationToken)
    {
        var now = time.Now();
        UserId[] ids = [.. owners.Keys];
        var month = QuotaAccount.MonthOf(now);
        var accounts = await db.QuotaAccounts.AsNoTracking().Where(account => ids.Contains(account.OwnerId))
            .ToDictionaryAsync(account => (account.OwnerId, account.Type), cancellationToken);
        var sums = await BandwidthAsync(ids, month, cancellationToken);
        var limits = await overrides.LimitsOfAsync(ids, cancellationToken);
        foreach (var quota in counted)
        {
            foreach (var (owner, count) in await quota.CountAsync(ids, cancellationToken))
            {
                sums[(owner, quota.Type)] = count;
            }
        }

        return owners.ToDictionary(owner => owner.Key, owner => QuotaTypes.All.Select(type => Stand(owner.Key, type)).ToArray());

        QuotaStanding Stand(UserId owner, QuotaType type)
        {
            var account = accounts.GetValueOrDefault((owner, AccountOf(type))) ?? QuotaAccount.Open(owner, type);
            var sum = sums.GetValueOrDefault((owner, type));
            var limit = limits.TryGetValue((owner, type), out var set) ? set : plans.For(owners[owner]).LimitOf(type);
            return Standing(type, account, sum, limit, now);
        }
    }

    // Sums move from memory into their rows now and then. What was read in the middle of that is read again.
    private async Task<Dictionary<(UserId Owner, QuotaType Type), long>> BandwidthAsync(UserId[] owners, int month, CancellationToken cancellationToken)
    {
        for (var reading = 1; ; reading++)
        {
            var moves = meter.Moves;
            var sums = await db.BandwidthMonths.AsNoTracking().Where(row => owners.Contains(row.OwnerId) && row.Month == month)
                .ToDictionaryAsync(row => (row.OwnerId, row.Type), row => row.Bytes, cancellationToken);
            foreach (var type in QuotaTypes.All.Where(type => type.IsBandwidth()))
            {
                foreach (var owner in owners)
                {
                    sums[(owner, type)] = sums.GetValueOrDefault((owner, type)) + meter.PendingOf(new BandwidthKey(owner, type, month));
                }
            }

            if (meter.IsStill(moves) || reading == MostReadings)
            {
                return sums;
            }
        }
    }

    private static QuotaType AccountOf(QuotaType type) => type is QuotaType.UploadsPerDay or QuotaType.UploadsPerMonth ? QuotaType.ImageStorage : type;

    private static QuotaStanding Standing(QuotaType type, QuotaAccount account, long sum, long? limit, DateTimeOffset now) => type switch
    {
        QuotaType.UploadsPerDay => new(type, account.UploadsOn(now), 0, limit) { Period = QuotaAccount.DayOf(now) },
        QuotaType.UploadsPerMonth => new(type, account.UploadsInMonth(now), 0, limit) { Period = QuotaAccount.MonthOf(now) },
        _ when type.IsBandwidth() => new(type, sum, 0, limit) { Period = QuotaAccount.MonthOf(now) },
        QuotaType.ApiKeyCount => new(type, sum, 0, limit) { Items = sum },
        _ => new(type, account.Used, account.Reserved, limit)
        {
            Items = account.Items,
            Today = account.UploadsOn(now),
            ThisMonth = account.UploadsInMonth(now),
        },
    };
}
