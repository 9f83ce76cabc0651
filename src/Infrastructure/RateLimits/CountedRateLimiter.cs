using System.Diagnostics.Metrics;
using Picora.Application.RateLimits.Contracts;

namespace Picora.Infrastructure.RateLimits;

/// <summary>The limiter, with its refusals counted for whoever watches the server: what was asked for and what kind of caller asked, never who.</summary>
internal sealed class CountedRateLimiter(IRateLimiter limiter, IMeterFactory meters) : IRateLimiter
{
    private readonly Counter<long> refusals = meters.Create("Picora.RateLimits").CreateCounter<long>(
        "picora.ratelimit.refusals", "{call}", "Calls that were refused because their caller had used up a limit.");

    public ValueTask<RateVerdict> TakeAsync(RateSubject subject, IReadOnlyList<RateRule> rules, CancellationToken cancellationToken)
    {
        var taking = limiter.TakeAsync(subject, rules, cancellationToken);
        // The usual case, on the way of every call.
        if (!taking.IsCompletedSuccessfully)
        {
            return CountAsync(taking, subject, rules[0].Counter);
        }

        var verdict = taking.Result;
        return verdict.IsAllowed ? new ValueTask<RateVerdict>(verdict) : CountAsync(new ValueTask<RateVerdict>(verdict), subject, rules[0].Counter);
    }

    public ValueTask<RateState> PeekAsync(RateSubject subject, RateRule rule, CancellationToken cancellationToken) =>
        limiter.PeekAsync(subject, rule, cancellationToken);

    private async ValueTask<RateVerdict> CountAsync(ValueTask<RateVerdict> taking, RateSubject subject, RateCounter counter)
    {
        var verdict = await taking;
        if (!verdict.IsAllowed)
        {
            refusals.Add(1, new("counter", counter.ToString()), new("subject", subject.Kind.ToString()));
        }

        return verdict;
    }
}
