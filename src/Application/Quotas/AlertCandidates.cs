using Microsoft.EntityFrameworkCore;
using Picora.Application.Quotas.Contracts;
using Picora.Domain;
using Picora.Domain.Accounts.Contracts;
using Picora.Domain.Quotas;
using Picora.Domain.Quotas.Contracts;

namespace Picora.Application.Quotas;

/// <summary>Finds those who may have to be told of a quota: whoever has used so much that it would be much for the least limit there is, or was told before.</summary>
internal sealed class AlertCandidates(IQuotasDb db, QuotaOverrides overrides, IEnumerable<ICountedQuota> counted, IPlanCatalog plans, TimeProvider time)
{
    private const int Hundred = 100;

    public async Task<IReadOnlyCollection<UserId>> FindAsync(CancellationToken cancellationToken)
    {
        var found = new HashSet<UserId>(await db.QuotaAlerts.Where(alert => alert.Told > 0).Select(alert => alert.OwnerId).Distinct().ToListAsync(cancellationToken));
        foreach (var type in QuotaTypes.All)
        {
            if (await LeastAsync(type, cancellationToken) is { } least)
            {
                found.UnionWith(counted.SingleOrDefault(quota => quota.Type == type) is { } rows
                    ? await rows.OwnersAsync(least, cancellationToken)
                    : await Owners(type, least).ToListAsync(cancellationToken));
            }
        }

        return found;
    }

    // A limit of nothing has nothing to tell of.
    private async Task<long?> LeastAsync(QuotaType type, CancellationToken cancellationToken)
    {
        var limits = Enum.GetValues<Plan>().Select(plan => plans.For(plan).LimitOf(type)).Append(await overrides.LeastAsync(type, floor: 1, cancellationToken));
        var least = limits.Where(limit => limit > 0).Min();
        return least is { } limit ? Math.Max(1, (long)((Int128)limit * QuotaAlert.Steps[0] / Hundred)) : null;
    }

    private IQueryable<UserId> Owners(QuotaType type, long least)
    {
        var now = time.Now();
        var (day, month) = (QuotaAccount.DayOf(now), QuotaAccount.MonthOf(now));
        var accounts = db.QuotaAccounts.AsNoTracking();
        return type switch
        {
            QuotaType.UploadsPerDay => accounts.Where(row => row.Type == QuotaType.ImageStorage && row.Day >= day && row.DayCount >= least).Select(row => row.OwnerId),
            QuotaType.UploadsPerMonth => accounts.Where(row => row.Type == QuotaType.ImageStorage && row.Month >= month && row.MonthCount >= least).Select(row => row.OwnerId),
            _ when type.IsBandwidth() => db.BandwidthMonths.Where(row => row.Month == month && row.Type == type && row.Bytes >= least).Select(row => row.OwnerId),
            _ => accounts.Where(row => row.Type == type && row.Used >= least).Select(row => row.OwnerId),
        };
    }
}
