using Picora.Application.RateLimits.Contracts;

namespace Picora.Infrastructure.RateLimits;

/// <summary>One window of one count over all nodes.</summary>
/// <param name="Used">Handed out to nodes, and not given back.</param>
/// <param name="Lent">How much of it nodes have not accounted for: some of it may be unused.</param>
/// <param name="CalledBackUntil">The window's end once nothing is left and nodes are to give back what they do not use.</param>
internal sealed record RateLedger(DateTimeOffset ResetAt, int Used, int Lent, DateTimeOffset? CalledBackUntil)
{
    // With less than this share of what is left, a node cannot take much that others will miss.
    private const int Share = 10;

    /// <summary>What becomes of the ledger when a node asks for a lease.</summary>
    public static (RateLedger Next, RateLease Lease) Lend(RateLedger? ledger, RateLeaseRequest ask, int mostAhead)
    {
        // A clock that is ahead by more than a window is wrong, and so is the window that it began.
        var runs = ledger is not null && ledger.ResetAt >= ask.ResetAt && ledger.ResetAt - ask.ResetAt <= ask.Rule.Window;
        var current = runs ? ledger! : new RateLedger(ask.ResetAt, 0, 0, null);
        // What was spent in a window that is over is no part of this one.
        var others = Math.Max(0, current.Lent - (current.ResetAt == ask.ResetAt ? ask.Spent : 0));
        var left = Math.Max(0, ask.Rule.Limit - current.Used);
        var ahead = current.CalledBackUntil is null ? Math.Min(left / Share, mostAhead) : 0;
        var granted = Math.Min(left, Math.Max(ask.Waiting, ahead));
        var isFinal = granted == 0 && others == 0;
        var next = current with
        {
            Used = current.Used + granted,
            Lent = others + granted,
            CalledBackUntil = granted == 0 && !isFinal ? current.ResetAt : current.CalledBackUntil,
        };
        return (next, new RateLease(granted, next.Used, next.ResetAt, isFinal));
    }
}
