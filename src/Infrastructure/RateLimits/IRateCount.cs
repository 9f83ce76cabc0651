using Picora.Application.RateLimits.Contracts;

namespace Picora.Infrastructure.RateLimits;

/// <summary>One subject's events under one rule.</summary>
internal interface IRateCount
{
    /// <summary>Counts an event if there is room; null when this count was retired, and another one has taken its place.</summary>
    ValueTask<RateVerdict?> TakeAsync(RateRule rule, CancellationToken cancellationToken);

    /// <summary>Takes an event back that was counted in the window that ends then, if it still runs.</summary>
    void GiveBack(DateTimeOffset resetAt);

    ValueTask<RateState> PeekAsync(RateRule rule, CancellationToken cancellationToken);

    /// <summary>Counts no more from now on. Unless forced, refused while the window runs.</summary>
    bool TryRetire(bool force);
}
