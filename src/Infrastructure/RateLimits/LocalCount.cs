using Picora.Application.RateLimits.Contracts;

namespace Picora.Infrastructure.RateLimits;

/// <summary>A count that this process keeps for itself.</summary>
internal sealed class LocalCount(TimeProvider time) : IRateCount
{
    private readonly Lock sync = new();
    private long endsAt;
    private int used;
    private bool isRetired;

    private long Now => time.GetUtcNow().ToUnixTimeMilliseconds();

    public ValueTask<RateVerdict?> TakeAsync(RateRule rule, CancellationToken cancellationToken) => ValueTask.FromResult(Take(rule));

    public void GiveBack(DateTimeOffset resetAt)
    {
        lock (sync)
        {
            if (endsAt == resetAt.ToUnixTimeMilliseconds() && used > 0)
            {
                used--;
            }
        }
    }

    public ValueTask<RateState> PeekAsync(RateRule rule, CancellationToken cancellationToken)
    {
        lock (sync)
        {
            Roll(rule);
            return ValueTask.FromResult(RateWindow.State(rule, used, endsAt));
        }
    }

    public bool TryRetire(bool force)
    {
        lock (sync)
        {
            return isRetired = isRetired || force || Now >= endsAt;
        }
    }

    private RateVerdict? Take(RateRule rule)
    {
        lock (sync)
        {
            if (isRetired)
            {
                return null;
            }

            Roll(rule);
            var isAllowed = used < rule.Limit;
            used += isAllowed ? 1 : 0;
            return new RateVerdict(isAllowed, RateWindow.State(rule, used, endsAt));
        }
    }

    private void Roll(RateRule rule)
    {
        var now = Now;
        if (!RateWindow.Counts(endsAt, rule.Window, now))
        {
            (endsAt, used) = (RateWindow.EndOf(rule.Window, now), 0);
        }
    }
}
