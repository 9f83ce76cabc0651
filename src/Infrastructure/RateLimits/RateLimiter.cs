using Microsoft.Extensions.Options;
using Picora.Application.RateLimits;
using Picora.Application.RateLimits.Contracts;

namespace Picora.Infrastructure.RateLimits;

/// <summary>Counts in this process's memory.</summary>
internal sealed class RateLimiter : IRateLimiter
{
    private readonly RateCounts accounts;
    private readonly RateCounts networks;

    public RateLimiter(IOptions<RateLimitsOptions> options, TimeProvider time)
    {
        accounts = new RateCounts(_ => new LocalCount(time), int.MaxValue);
        // Of its own, so that no flood of addresses makes anybody's account begin anew.
        networks = new RateCounts(_ => new LocalCount(time), options.Value.MaxNetworks);
    }

    public ValueTask<RateVerdict> TakeAsync(RateSubject subject, IReadOnlyList<RateRule> rules, CancellationToken cancellationToken) =>
        TakeAsync(subject, rules, 0, cancellationToken);

    public ValueTask<RateState> PeekAsync(RateSubject subject, RateRule rule, CancellationToken cancellationToken) =>
        CountOf(subject, rule).PeekAsync(rule, cancellationToken);

    private async ValueTask<RateVerdict> TakeAsync(RateSubject subject, IReadOnlyList<RateRule> rules, int next, CancellationToken cancellationToken)
    {
        var (count, verdict) = await TakeAsync(subject, rules[next], cancellationToken);
        if (!verdict.IsAllowed || next + 1 == rules.Count)
        {
            return verdict;
        }

        var others = await TakeAsync(subject, rules, next + 1, cancellationToken);
        if (others.IsAllowed)
        {
            return verdict;
        }

        count.GiveBack(verdict.State.ResetAt);
        return others;
    }

    private async ValueTask<(IRateCount Count, RateVerdict Verdict)> TakeAsync(RateSubject subject, RateRule rule, CancellationToken cancellationToken)
    {
        while (true)
        {
            var count = CountOf(subject, rule);
            if (await count.TakeAsync(rule, cancellationToken) is { } verdict)
            {
                return (count, verdict);
            }
        }
    }

    private IRateCount CountOf(RateSubject subject, RateRule rule) =>
        (subject.Kind == RateSubjectKind.Network ? networks : accounts).Of(new RateKey(subject, rule.Counter));
}
