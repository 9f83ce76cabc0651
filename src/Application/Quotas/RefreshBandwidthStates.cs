using MediatR;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Picora.Application.Accounts.Contracts;
using Picora.Application.Pipeline;
using Picora.Application.Quotas.Contracts;
using Picora.Domain;
using Picora.Domain.Accounts.Contracts;
using Picora.Domain.Quotas.Contracts;

namespace Picora.Application.Quotas;

/// <summary>Finds out who is past this month's bandwidth, whichever node has sent it. Answers for how many that is.</summary>
[InternalOnly]
public sealed record RefreshBandwidthStates : IRequest<Result<int>>;

internal sealed class RefreshBandwidthStatesHandler(
    IQuotasDb db, QuotaOverrides overrides, BandwidthLimits limits, BandwidthStates states, IOwnerPlans owners, TimeProvider time)
    : IRequestHandler<RefreshBandwidthStates, Result<int>>
{
    private const int Batch = 500;

    public async Task<Result<int>> Handle(RefreshBandwidthStates request, CancellationToken cancellationToken)
    {
        var month = BandwidthMeter.MonthOf(time.GetUtcNow());
        var found = new Dictionary<(UserId Owner, QuotaType Type), BandwidthState>();
        foreach (var type in QuotaTypes.All.Where(type => type.IsBandwidth()))
        {
            var sums = await LargeSumsAsync(type, month, cancellationToken);
            foreach (var some in sums.Chunk(Batch))
            {
                await JudgeAsync(type, some, found, cancellationToken);
            }
        }

        states.Set(month, found);
        return found.Count;
    }

    // Those that are past the least limit that anybody can have: few, and an index leads to them.
    private async Task<List<Sum>> LargeSumsAsync(QuotaType type, int month, CancellationToken cancellationToken)
    {
        var set = await overrides.LeastAsync(type, floor: 0, cancellationToken);
        return limits.Least(type, set) is { } least
            ? await db.BandwidthMonths.AsNoTracking().Where(row => row.Month == month && row.Type == type && row.Bytes > least)
                .Select(row => new Sum(row.OwnerId, row.Bytes)).ToListAsync(cancellationToken)
            : [];
    }

    private async Task JudgeAsync(
        QuotaType type, Sum[] sums, Dictionary<(UserId Owner, QuotaType Type), BandwidthState> found, CancellationToken cancellationToken)
    {
        UserId[] ids = [.. sums.Select(sum => sum.Owner)];
        var plans = await owners.FindAsync(ids, cancellationToken);
        var set = await overrides.LimitsOfAsync(ids, cancellationToken);
        foreach (var (owner, bytes) in sums)
        {
            long? limit = set.TryGetValue((owner, type), out var special) ? special : limits.Of(plans.GetValueOrDefault(owner), type);
            if (limits.Judge(bytes, limit) is not BandwidthState.Ok and var state)
            {
                found[(owner, type)] = state;
            }
        }
    }

    private sealed record Sum(UserId Owner, long Bytes);
}

/// <summary>What plans and settings say about bandwidth.</summary>
internal sealed class BandwidthLimits(IPlanCatalog plans, IOptions<BandwidthOptions> options)
{
    private const int Hundred = 100;

    public long? Of(Plan plan, QuotaType type) => plans.For(plan).LimitOf(type);

    public BandwidthState Judge(long bytes, long? limit) => limit switch
    {
        null => BandwidthState.Ok,
        _ when IsPast(bytes, limit.Value, options.Value.SuspendedPercent) => BandwidthState.Suspended,
        _ when IsPast(bytes, limit.Value, options.Value.DegradedPercent) => BandwidthState.Degraded,
        _ => BandwidthState.Ok,
    };

    /// <summary>Up to how many bytes nobody is past anything; null when nobody ever is.</summary>
    /// <param name="set">The least limit that an administrator has set.</param>
    public long? Least(QuotaType type, long? set)
    {
        var least = Enum.GetValues<Plan>().Select(plan => Of(plan, type)).Append(set).Min();
        var percent = Math.Min(options.Value.DegradedPercent, options.Value.SuspendedPercent);
        return least is { } limit ? long.CreateSaturating((Int128)limit * percent / Hundred) : null;
    }

    private static bool IsPast(long bytes, long limit, int percent) => (Int128)bytes * Hundred > (Int128)limit * percent;
}
