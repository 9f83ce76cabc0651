using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Picora.Application.Administration;
using Picora.Domain;
using Picora.Domain.Administration;
using Picora.Infrastructure.IntegrationTests.Persistence.Engines;
using Picora.Infrastructure.Jobs;

namespace Picora.Infrastructure.IntegrationTests.Persistence.Writes;

/// <summary>Scheduled jobs of two nodes: each firing is run once, and taken over when its node falls silent.</summary>
[TestFixtureSource(typeof(EngineHost), nameof(EngineHost.All))]
internal sealed class JobTurnTests(string engine) : EngineFixture(engine)
{
    private static readonly DateTimeOffset Firing = DateTimeOffset.UnixEpoch.AddDays(1);

    private IServiceProvider[] nodes = [];
    private string job = string.Empty;

    [OneTimeSetUp]
    public void AddNode() => nodes = [Host.Services, Host.AddNode()];

    [SetUp]
    public void NameJob() => job = NanoId.New();

    [Test]
    public async Task A_firing_that_all_nodes_note_at_once_is_run_once()
    {
        for (var firing = 0; firing < 5; firing++)
        {
            var moment = Firing.AddMinutes(firing);
            await Task.WhenAll(EachTwice(turns => turns.FireAsync(job, moment, CancellationToken.None)));
            var taken = (await Task.WhenAll(EachTwice(TakeAsync))).OfType<JobTurn>().ShouldHaveSingleItem();
            // A node that notices late that it was time.
            await OnAsync(1, turns => turns.FireAsync(job, moment, CancellationToken.None));

            await OnAsync(0, turns => turns.EndAsync(taken, Run()));

            (await Task.WhenAll(EachTwice(TakeAsync))).ShouldAllBe(turn => turn == null);
        }

        (await OnAsync(0, services => services.GetRequiredService<JobHistory>().LastAsync(job, CancellationToken.None)))!.Summary.ShouldBe("Done.");
    }

    [Test]
    public async Task A_run_goes_to_another_node_when_its_own_falls_silent_and_not_before()
    {
        await OnAsync(0, turns => turns.WantAsync(job, CancellationToken.None));
        var first = (await OnAsync(0, TakeAsync)).ShouldNotBeNull();
        var lease = TimeSpan.FromSeconds(nodes[0].GetRequiredService<IOptions<JobsOptions>>().Value.LeaseSeconds);

        Host.Clock.Advance(lease - TimeSpan.FromSeconds(5));
        (await OnAsync(0, turns => turns.RenewAsync(first, CancellationToken.None))).ShouldBeTrue();
        Host.Clock.Advance(TimeSpan.FromSeconds(10));
        (await OnAsync(1, TakeAsync)).ShouldBeNull();
        Host.Clock.Advance(lease);
        var second = (await OnAsync(1, TakeAsync)).ShouldNotBeNull();

        second.Attempt.ShouldBe(2);
        (await OnAsync(0, turns => turns.RenewAsync(first, CancellationToken.None))).ShouldBeFalse();
        await OnAsync(0, turns => turns.EndAsync(first, Run()));
        (await OnAsync(1, turns => turns.RenewAsync(second, CancellationToken.None))).ShouldBeTrue("what the silent one says late changes nothing");
        await OnAsync(1, turns => turns.EndAsync(second, Run()));
        (await OnAsync(1, TakeAsync)).ShouldBeNull();
    }

    [Test]
    public async Task What_is_wanted_during_a_run_or_was_given_back_is_run_again()
    {
        await OnAsync(0, turns => turns.WantAsync(job, CancellationToken.None));
        var first = (await OnAsync(0, TakeAsync)).ShouldNotBeNull();
        await OnAsync(1, turns => turns.WantAsync(job, CancellationToken.None));
        (await OnAsync(1, TakeAsync)).ShouldBeNull("it runs");
        await OnAsync(0, turns => turns.EndAsync(first, Run()));

        var second = (await OnAsync(1, TakeAsync)).ShouldNotBeNull();
        await OnAsync(1, turns => turns.GiveBackAsync(second));

        (await OnAsync(0, TakeAsync)).ShouldNotBeNull().Attempt.ShouldBe(1);
    }

    [Test]
    public async Task A_job_that_is_paused_runs_only_when_somebody_asks()
    {
        await OnAsync(0, turns => turns.PauseAsync(job, paused: true, CancellationToken.None));
        await OnAsync(1, turns => turns.FireAsync(job, Firing, CancellationToken.None));
        (await OnAsync(1, TakeAsync)).ShouldBeNull();

        await OnAsync(1, turns => turns.WantAsync(job, CancellationToken.None));
        await OnAsync(0, async turns => await turns.EndAsync((await TakeAsync(turns))!, Run()));
        await OnAsync(1, turns => turns.PauseAsync(job, paused: false, CancellationToken.None));
        await OnAsync(1, turns => turns.FireAsync(job, Firing, CancellationToken.None));

        (await OnAsync(0, TakeAsync)).ShouldNotBeNull();
    }

    private JobRun Run() => JobRun.Create(job, Host.Clock.Now(), Host.Clock.Now(), succeeded: true, "Done.");

    private async Task<JobTurn?> TakeAsync(JobTurns turns) =>
        (await turns.ReadAsync(CancellationToken.None)).GetValueOrDefault(job) is { } row ? await turns.TakeAsync(row, CancellationToken.None) : null;

    private IEnumerable<Task<T>> EachTwice<T>(Func<JobTurns, Task<T>> act) => Enumerable.Range(0, 4).Select(at => Task.Run(() => OnAsync(at % 2, act)));

    private IEnumerable<Task> EachTwice(Func<JobTurns, Task> act) => Enumerable.Range(0, 4).Select(at => Task.Run(() => OnAsync(at % 2, act)));

    private Task<T> OnAsync<T>(int node, Func<JobTurns, Task<T>> act) => OnAsync(node, services => act(services.GetRequiredService<JobTurns>()));

    private Task<bool> OnAsync(int node, Func<JobTurns, Task> act) => OnAsync(node, async services =>
    {
        await act(services.GetRequiredService<JobTurns>());
        return true;
    });

    private async Task<T> OnAsync<T>(int node, Func<IServiceProvider, Task<T>> act)
    {
        await using var scope = nodes[node].CreateAsyncScope();
        return await act(scope.ServiceProvider);
    }
}
