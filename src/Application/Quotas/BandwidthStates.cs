using System.Collections.Frozen;
using Picora.Application.Quotas.Contracts;
using Picora.Domain.Accounts.Contracts;
using Picora.Domain.Quotas.Contracts;

namespace Picora.Application.Quotas;

internal sealed class BandwidthStates(TimeProvider time) : IBandwidthStates
{
    private volatile Snapshot known = new(0, FrozenDictionary<(UserId Owner, QuotaType Type), BandwidthState>.Empty);

    public BandwidthState Of(UserId owner, QuotaType type)
    {
        var (month, states) = known;
        // Hardly ever is anybody past a limit, and then the clock need not be asked.
        return states.Count > 0 && states.TryGetValue((owner, type), out var state) && month == BandwidthMeter.MonthOf(time.GetUtcNow())
            ? state
            : BandwidthState.Ok;
    }

    /// <summary>Replaces what is known by what one month's sums say.</summary>
    public void Set(int month, IReadOnlyDictionary<(UserId Owner, QuotaType Type), BandwidthState> states) =>
        known = new Snapshot(month, states.ToFrozenDictionary());

    private sealed record Snapshot(int Month, FrozenDictionary<(UserId Owner, QuotaType Type), BandwidthState> States);
}
