using Picora.Application.RateLimits.Contracts;

namespace Picora.Infrastructure.RateLimits;

/// <summary>A count that all nodes keep together: this node allows what it has leased, and leases again when that is spent.</summary>
internal sealed class SharedCount(RateKey key, IRateLimitStore store, RateLimitsOptions options, TimeProvider time) : IRateCount
{
    private static readonly TimeSpan LookAgain = TimeSpan.FromSeconds(1);

    private readonly Lock sync = new();
    private DateTimeOffset resetAt;
    private int available;
    private int lent;
    private int used;
    private int waiting;
    private (int Limit, DateTimeOffset Until) full;
    private bool isRetired;

    // Leasing or settling: one at a time, and all who need something of it wait for it.
    private Task busy = Task.CompletedTask;

    public async ValueTask<RateVerdict?> TakeAsync(RateRule rule, CancellationToken cancellationToken)
    {
        while (true)
        {
            Task leasing;
            lock (sync)
            {
                if (isRetired)
                {
                    return null;
                }

                Roll(rule);
                if (available > 0 || IsFull(rule))
                {
                    var isAllowed = available > 0;
                    available -= isAllowed ? 1 : 0;
                    return new RateVerdict(isAllowed, State(rule));
                }

                waiting++;
                leasing = busy = busy.IsCompleted ? Task.Run(() => LeaseAsync(rule), CancellationToken.None) : busy;
            }

            await WaitAsync(leasing, cancellationToken);
        }
    }

    public void GiveBack(DateTimeOffset resetAt)
    {
        lock (sync)
        {
            available += this.resetAt == resetAt ? 1 : 0;
        }
    }

    public async ValueTask<RateState> PeekAsync(RateRule rule, CancellationToken cancellationToken)
    {
        var inUse = await store.FindAsync(key, cancellationToken);
        lock (sync)
        {
            Roll(rule);
            (resetAt, used) = inUse is not null && inUse.ResetAt == resetAt ? (resetAt, inUse.Used) : (resetAt, used);
            return State(rule);
        }
    }

    public bool TryRetire(bool force)
    {
        lock (sync)
        {
            return isRetired = isRetired || (busy.IsCompleted && time.GetUtcNow() >= resetAt);
        }
    }

    /// <summary>Gives back what this node holds and does not use.</summary>
    public Task SettleAsync()
    {
        lock (sync)
        {
            if (!busy.IsCompleted || lent == 0)
            {
                return Task.CompletedTask;
            }

            var settlement = new RateSettlement(key, resetAt, available, lent);
            used -= available;
            (available, lent) = (0, 0);
            return busy = Task.Run(() => store.SettleAsync(settlement, CancellationToken.None));
        }
    }

    private async Task WaitAsync(Task work, CancellationToken cancellationToken)
    {
        try
        {
            await work.WaitAsync(cancellationToken);
        }
        finally
        {
            lock (sync)
            {
                waiting--;
            }
        }
    }

    private async Task LeaseAsync(RateRule rule)
    {
        var began = time.GetTimestamp();
        while (!Accept(rule, await store.LeaseAsync(Ask(rule), CancellationToken.None), time.GetElapsedTime(began)))
        {
            await Task.Delay(TimeSpan.FromMilliseconds(options.RecallMilliseconds), time);
        }
    }

    private RateLeaseRequest Ask(RateRule rule)
    {
        lock (sync)
        {
            Roll(rule);
            return new RateLeaseRequest(key, rule, resetAt, Math.Max(1, waiting), lent);
        }
    }

    // False when it is worth asking again soon.
    private bool Accept(RateRule rule, RateLease lease, TimeSpan asking)
    {
        lock (sync)
        {
            if (lease.ResetAt < resetAt)
            {
                // Its window ended on the way.
                return true;
            }

            available = (lease.ResetAt == resetAt ? available : 0) + lease.Granted;
            (resetAt, used, lent) = (lease.ResetAt, lease.Used, lease.Granted);
            if (lease.Granted == 0)
            {
                var isGivenUp = lease.IsFinal || asking.TotalMilliseconds >= options.RecallPatienceMilliseconds;
                full = isGivenUp ? (rule.Limit, lease.IsFinal ? resetAt : time.GetUtcNow() + LookAgain) : full;
                return isGivenUp;
            }

            return true;
        }
    }

    private bool IsFull(RateRule rule) => full.Limit == rule.Limit && time.GetUtcNow() < full.Until;

    private RateState State(RateRule rule) => RateWindow.State(rule, used - available, resetAt.ToUnixTimeMilliseconds());

    private void Roll(RateRule rule)
    {
        var now = time.GetUtcNow().ToUnixTimeMilliseconds();
        if (!RateWindow.Counts(resetAt.ToUnixTimeMilliseconds(), rule.Window, now))
        {
            resetAt = DateTimeOffset.FromUnixTimeMilliseconds(RateWindow.EndOf(rule.Window, now));
            (available, lent, used, full) = (0, 0, 0, default);
        }
    }
}
