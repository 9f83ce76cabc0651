using Microsoft.Extensions.Options;
using Picora.Application.RateLimits.Contracts;

namespace Picora.Infrastructure.RateLimits;

/// <summary>Counts in this process's memory, or together with the other nodes where there is a store for it.</summary>
internal sealed class RateLimiter : IRateLimiter
{
    private readonly RateCounts accounts;
    private readonly RateCounts networks;

    /// <param name="store">Where nodes count together; null when this one counts alone.</param>
    public RateLimiter(IOptions<RateLimitsOptions> options, TimeProvider time, IRateLimitStore? store = null)
    {
        accounts = new RateCounts(Count, int.MaxValue);
        // By themselves, so that no flood of addresses makes anybody's account begin anew; and past so many it costs the database nothing more.
        networks = new RateCounts(
            key => key.Subject.Kind == RateSubjectKind.Network && networks!.Size < options.Value.SharedNetworks ? Count(key) : new LocalCount(time),
            options.Value.MaxNetworks);

        IRateCount Count(RateKey key) => store is null ? new LocalCount(time) : new SharedCount(key, store, options.Value, time);
    }

    /// <summary>The counts that this node keeps together with others.</summary>
    public IEnumerable<SharedCount> Shared => accounts.All.Concat(networks.All).OfType<SharedCount>();

    public SharedCount? FindShared(RateKey key) => CountsOf(key.Subject).Find(key) as SharedCount;

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

    private IRateCount CountOf(RateSubject subject, RateRule rule) => CountsOf(subject).Of(new RateKey(subject, rule.Counter));

    private RateCounts CountsOf(RateSubject subject) => subject.Kind is RateSubjectKind.Network or RateSubjectKind.Refused ? networks : accounts;
}
