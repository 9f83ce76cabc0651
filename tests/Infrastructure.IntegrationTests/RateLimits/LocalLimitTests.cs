using System.Globalization;
using Microsoft.Extensions.Options;
using Picora.Application.RateLimits.Contracts;
using Picora.Infrastructure.RateLimits;
using Picora.Testing;

namespace Picora.Infrastructure.IntegrationTests.RateLimits;

[TestFixture]
internal sealed class LocalLimitTests
{
    private const int Networks = 1000;

    private static readonly RateRule TwoPerMinute = RateRule.PerMinute(RateCounter.Anonymous, 2);

    [Test]
    public async Task A_flood_of_addresses_takes_bounded_memory_and_leaves_accounts_alone()
    {
        var made = 0;
        var clock = new TestClock();
        clock.Stop();
        var networks = new RateCounts(_ => Made(new LocalCount(clock)), Networks);
        for (var i = 0; i < 10 * Networks; i++)
        {
            await networks.Of(KeyOf(RateSubjectKind.Network, i)).TakeAsync(TwoPerMinute, CancellationToken.None);
            networks.All.Count().ShouldBeLessThanOrEqualTo(Networks);
        }

        made.ShouldBe(10 * Networks);

        var limiter = new RateLimiter(Options.Create(new RateLimitsOptions { MaxNetworks = Networks }), clock);
        var account = new RateSubject(RateSubjectKind.Account, "somebody");
        (await TakeAsync(limiter, account), await TakeAsync(limiter, account)).ShouldBe((true, true));
        for (var i = 0; i < 3 * Networks; i++)
        {
            await TakeAsync(limiter, KeyOf(RateSubjectKind.Network, i).Subject);
        }

        (await TakeAsync(limiter, account)).ShouldBeFalse();

        LocalCount Made(LocalCount count)
        {
            made++;
            return count;
        }
    }

    [Test]
    public async Task Counts_whose_windows_are_over_are_dropped_and_the_others_kept()
    {
        const int many = 5000;
        var clock = new TestClock();
        clock.Stop();
        var accounts = new RateCounts(_ => new LocalCount(clock), int.MaxValue);
        for (var i = 0; i < many; i++)
        {
            await accounts.Of(KeyOf(RateSubjectKind.Account, i)).TakeAsync(TwoPerMinute, CancellationToken.None);
        }

        accounts.All.Count().ShouldBe(many);
        clock.Advance(TimeSpan.FromMinutes(1));
        for (var i = many; i < 2 * many; i++)
        {
            await accounts.Of(KeyOf(RateSubjectKind.Account, i)).TakeAsync(TwoPerMinute, CancellationToken.None);
        }

        accounts.All.Count().ShouldBe(many);
    }

    [Test]
    public async Task A_clock_that_is_set_back_neither_gives_anything_again_nor_shuts_anybody_out_for_long()
    {
        var clock = new TestClock();
        clock.Stop();
        var limiter = new RateLimiter(Options.Create(new RateLimitsOptions()), clock);
        var account = new RateSubject(RateSubjectKind.Account, "somebody");
        (await TakeAsync(limiter, account), await TakeAsync(limiter, account)).ShouldBe((true, true));

        clock.Advance(TimeSpan.FromSeconds(-30));
        (await TakeAsync(limiter, account)).ShouldBeFalse();
        clock.Advance(TimeSpan.FromDays(-1));
        (await TakeAsync(limiter, account)).ShouldBeTrue();
    }

    [Test]
    public async Task What_one_rule_refuses_no_other_counts()
    {
        var clock = new TestClock();
        clock.Stop();
        var limiter = new RateLimiter(Options.Create(new RateLimitsOptions()), clock);
        var account = new RateSubject(RateSubjectKind.Account, "somebody");
        RateRule[] rules = [RateRule.PerMinute(RateCounter.Read, 10), RateRule.PerHour(RateCounter.Hour, 4), RateRule.PerHour(RateCounter.PlanCalls, 3)];

        var verdicts = await Task.WhenAll(Enumerable.Range(0, 64).Select(_ => Task.Run(() => limiter.TakeAsync(account, rules, CancellationToken.None).AsTask())));

        verdicts.Count(verdict => verdict.IsAllowed).ShouldBe(3);
        var states = await Task.WhenAll(rules.Select(rule => limiter.PeekAsync(account, rule, CancellationToken.None).AsTask()));
        states.Select(state => state.Remaining).ShouldBe([7, 1, 0]);
    }

    private static RateKey KeyOf(RateSubjectKind kind, int number) =>
        new(new RateSubject(kind, number.ToString(CultureInfo.InvariantCulture)), RateCounter.Anonymous);

    private static async Task<bool> TakeAsync(RateLimiter limiter, RateSubject subject) =>
        (await limiter.TakeAsync(subject, [TwoPerMinute], CancellationToken.None)).IsAllowed;
}
