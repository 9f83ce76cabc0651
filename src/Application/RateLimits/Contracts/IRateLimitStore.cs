namespace Picora.Application.RateLimits.Contracts;

/// <summary>
/// Where nodes count together. It hands calls out to nodes in leases; a node allows only what it holds, so that all nodes together never
/// allow more than the limit. When nothing is left, what others took and did not use is called back, so that they do not allow less either.
/// A lease ends with its window. All methods are atomic against each other, on all nodes.
/// </summary>
public interface IRateLimitStore
{
    /// <summary>Takes calls of a window for this node, as many as wait and, while much is left, some more.</summary>
    Task<RateLease> LeaseAsync(RateLeaseRequest request, CancellationToken cancellationToken);

    /// <summary>Gives back what is left of a lease. Nothing happens when its window is over.</summary>
    Task SettleAsync(RateSettlement settlement, CancellationToken cancellationToken);

    /// <summary>Whose leases are called back in windows that run at this moment.</summary>
    Task<IReadOnlyList<RateKey>> CalledBackAsync(DateTimeOffset now, CancellationToken cancellationToken);

    /// <summary>What has been handed out in the latest window; null when nothing ever was.</summary>
    Task<RateUse?> FindAsync(RateKey key, CancellationToken cancellationToken);
}

/// <param name="ResetAt">The end of the window that runs by this node's clock.</param>
/// <param name="Waiting">How many calls wait on this node, at least 1.</param>
/// <param name="Spent">How many this node was lent before in this window and has not accounted for; they are all spent.</param>
public sealed record RateLeaseRequest(RateKey Key, RateRule Rule, DateTimeOffset ResetAt, int Waiting, int Spent);

/// <param name="Granted">How many calls this node may allow; 0 when none is left.</param>
/// <param name="Used">How many are handed out altogether.</param>
/// <param name="ResetAt">The end of the window that they belong to: the asked one, or the next, when another node's clock is ahead.</param>
/// <param name="IsFinal">Whether no more will come in this window: no other node holds any that it may give back.</param>
public sealed record RateLease(int Granted, int Used, DateTimeOffset ResetAt, bool IsFinal);

/// <param name="Unused">How many calls come back.</param>
/// <param name="Lent">Of how many that were lent.</param>
public sealed record RateSettlement(RateKey Key, DateTimeOffset ResetAt, int Unused, int Lent);

public sealed record RateUse(int Used, DateTimeOffset ResetAt);
