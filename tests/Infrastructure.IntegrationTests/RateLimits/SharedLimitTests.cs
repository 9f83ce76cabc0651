using Microsoft.Extensions.DependencyInjection;
using Picora.Application.Abstractions;
using Picora.Application.RateLimits.Contracts;
using Picora.Domain;
using Picora.Infrastructure.IntegrationTests.Persistence.Engines;
using Picora.Infrastructure.IntegrationTests.Persistence.Writes;
using Picora.Infrastructure.RateLimits;
using Picora.Testing;

namespace Picora.Infrastructure.IntegrationTests.RateLimits;

/// <summary>Nodes that count together allow exactly the limit, however calls are spread over them.</summary>
[TestFixtureSource(typeof(EngineHost), nameof(EngineHost.All))]
internal sealed class SharedLimitTests(string engine) : EngineFixture(engine)
{
    // Patient, so that a slow machine only takes longer.
    private static readonly RateLimitsOptions Patient = new() { RecallMilliseconds = 20, RecallPatienceMilliseconds = 60_000 };
    private static readonly RateLimitsOptions Hasty = new() { RecallMilliseconds = 20, RecallPatienceMilliseconds = 0 };

    private TestClock clock = null!;
    private RateSubject subject;

    [SetUp]
    public void StopTheClock()
    {
        clock = new TestClock();
        clock.Stop();
        subject = new RateSubject(RateSubjectKind.Key, NanoId.New());
    }

    [TestCase(60, 32, 32, 32)]
    [TestCase(60, 1, 90, 0)]
    [TestCase(60, 7, 0, 80)]
    [TestCase(250, 30, 300, 5)]
    [TestCase(10, 40, 1, 1)]
    [TestCase(1, 20, 20, 20)]
    public async Task All_nodes_together_allow_exactly_the_limit(int limit, params int[] calls)
    {
        await using var nodes = new LimiterNodes(Host, Patient);
        var rule = RateRule.PerMinute(RateCounter.Read, limit);
        var storms = new List<Task<int>>();
        foreach (var count in calls)
        {
            storms.Add(StormAsync(await nodes.AddAsync(clock), rule, count));
        }

        (await Task.WhenAll(storms)).Sum().ShouldBe(limit);
    }

    [Test]
    public async Task What_one_node_took_and_does_not_use_the_other_gets()
    {
        await using var nodes = new LimiterNodes(Host, Patient);
        var (one, other) = (await nodes.AddAsync(clock), await nodes.AddAsync(clock));
        var rule = RateRule.PerMinute(RateCounter.Read, 600);

        (await StormAsync(one, rule, 3)).ShouldBe(3);
        (await nodes.Store.FindAsync(new RateKey(subject, RateCounter.Read), CancellationToken.None))!.Used.ShouldBeGreaterThan(3, "it leased ahead");
        (await StormAsync(other, rule, 700)).ShouldBe(597);
        (await StormAsync(one, rule, 20)).ShouldBe(0);
        (await other.PeekAsync(subject, rule, CancellationToken.None)).Remaining.ShouldBe(0);

        clock.Advance(TimeSpan.FromMinutes(1));
        (await StormAsync(one, rule, 3)).ShouldBe(3);
    }

    [Test]
    public async Task While_much_is_left_a_call_seldom_asks_the_database()
    {
        await using var nodes = new LimiterNodes(Host, Patient);
        var node = await nodes.AddAsync(clock);
        var rule = RateRule.PerHour(RateCounter.Hour, 5000);

        await StormAsync(node, rule, 1);
        var leased = (await nodes.Store.FindAsync(new RateKey(subject, RateCounter.Hour), CancellationToken.None))!.Used;
        await StormAsync(node, rule, 19);

        (leased, (await nodes.Store.FindAsync(new RateKey(subject, RateCounter.Hour), CancellationToken.None))!.Used).ShouldBe((20, 20));
        (await node.PeekAsync(subject, rule, CancellationToken.None)).Remaining.ShouldBe(4980);
    }

    [Test]
    public async Task A_node_that_stops_in_an_orderly_way_gives_everything_back()
    {
        var nodes = new LimiterNodes(Host, Patient);
        await StormAsync(await nodes.AddAsync(clock), RateRule.PerMinute(RateCounter.Read, 600), 3);
        await nodes.DisposeAsync();

        (await nodes.Store.FindAsync(new RateKey(subject, RateCounter.Read), CancellationToken.None))!.Used.ShouldBe(3);
    }

    [Test]
    public async Task What_a_dead_node_held_is_lost_until_its_window_ends_and_nobody_waits_for_it_forever()
    {
        await using var nodes = new LimiterNodes(Host, Hasty);
        var (dead, living) = (await nodes.AddAsync(clock, givesBack: false), await nodes.AddAsync(clock));
        var rule = RateRule.PerMinute(RateCounter.Read, 100);

        (await StormAsync(dead, rule, 1)).ShouldBe(1);
        (await StormAsync(living, rule, 150)).ShouldBe(90, "the dead one took 10");

        clock.Advance(TimeSpan.FromMinutes(1));
        (await StormAsync(living, rule, 150)).ShouldBe(100);
    }

    [Test]
    public async Task Nodes_whose_clocks_differ_a_little_share_one_window()
    {
        await using var nodes = new LimiterNodes(Host, Patient);
        clock.Advance(TimeSpan.FromTicks(TimeSpan.TicksPerMinute - (clock.GetUtcNow().Ticks % TimeSpan.TicksPerMinute)) - TimeSpan.FromSeconds(1));
        var ahead = new TestClock();
        ahead.Stop();
        ahead.Advance(clock.GetUtcNow() - ahead.GetUtcNow() + TimeSpan.FromSeconds(2));
        var (early, late) = (await nodes.AddAsync(ahead), await nodes.AddAsync(clock));
        var rule = RateRule.PerMinute(RateCounter.Read, 30);

        var allowed = await StormAsync(early, rule, 20) + await StormAsync(late, rule, 20);
        clock.Advance(TimeSpan.FromSeconds(2));
        allowed += await StormAsync(late, rule, 20);

        allowed.ShouldBe(30);
    }

    [TestCase(RateSubjectKind.Refused, 10)]
    [TestCase(RateSubjectKind.Network, 0)]
    public async Task Forgeries_and_more_networks_than_are_shared_cost_the_database_nothing(RateSubjectKind kind, int shared)
    {
        await using var nodes = new LimiterNodes(Host, new RateLimitsOptions { SharedNetworks = shared });
        subject = new RateSubject(kind, "203.0.113.1");

        (await StormAsync(await nodes.AddAsync(clock), RateRule.PerMinute(RateCounter.Auth, 5), 9)).ShouldBe(5);

        (await nodes.Store.FindAsync(new RateKey(subject, RateCounter.Auth), CancellationToken.None)).ShouldBeNull();
    }

    [Test]
    public async Task Counts_of_windows_that_are_over_are_swept()
    {
        await using var nodes = new LimiterNodes(Host, Patient);
        var node = await nodes.AddAsync(Host.Clock);
        await StormAsync(node, RateRule.PerMinute(RateCounter.Read, 5), 1);
        Host.Clock.Advance(TimeSpan.FromMinutes(2));
        await Host.InScopeAsync(services => services.GetServices<IScheduledJob>().OfType<SweepRateLimits>().Single().RunAsync(CancellationToken.None));

        (await nodes.Store.FindAsync(new RateKey(subject, RateCounter.Read), CancellationToken.None)).ShouldBeNull();
        (await StormAsync(node, RateRule.PerMinute(RateCounter.Read, 5), 9)).ShouldBe(5);
    }

    private async Task<int> StormAsync(RateLimiter node, RateRule rule, int calls)
    {
        var verdicts = await Task.WhenAll(Enumerable.Range(0, calls).Select(_ => Task.Run(() => node.TakeAsync(subject, [rule], CancellationToken.None).AsTask())));
        return verdicts.Count(verdict => verdict.IsAllowed);
    }
}
