using Picora.Domain;

namespace Picora.Application.RateLimits.Contracts;

/// <summary>
/// Counts what happens and refuses what is too much. Exact under concurrency: in one window, exactly <see cref="RateRule.Limit"/> of however
/// many events at once are allowed; refused ones count for nothing.
/// </summary>
public interface IRateLimiter
{
    /// <summary>Counts one event under all rules, or under none when one of them has no room left.</summary>
    ValueTask<RateVerdict> TakeAsync(RateSubject subject, IReadOnlyList<RateRule> rules, CancellationToken cancellationToken);

    /// <summary>How a rule stands. Counts nothing.</summary>
    ValueTask<RateState> PeekAsync(RateSubject subject, RateRule rule, CancellationToken cancellationToken);
}

/// <summary>How a rule stands.</summary>
/// <param name="Remaining">Where nodes share their counts: as far as this node has heard.</param>
/// <param name="ResetAt">When its window ends, and everything may happen anew.</param>
public readonly record struct RateState(int Limit, int Remaining, DateTimeOffset ResetAt)
{
    /// <summary>Whole seconds until then, rounded up: whoever waits so long does not come too early.</summary>
    public int SecondsUntilReset(DateTimeOffset now) => Math.Max(0, (int)Math.Ceiling((ResetAt - now).TotalSeconds));
}

/// <param name="State">How the first rule stands when the event is allowed; else the rule that has no room.</param>
public readonly record struct RateVerdict(bool IsAllowed, RateState State)
{
    /// <summary>The refusal; null when the event is allowed.</summary>
    public Error? Refusal(DateTimeOffset now, string sentence = "Rate limit exceeded") => IsAllowed
        ? null
        : new Error(ErrorKind.TooManyRequests, "RATE_LIMITED", sentence).With("retryAfterSec", Math.Max(1, State.SecondsUntilReset(now)));
}
