using Picora.Application.Media.Transforms;

namespace Picora.Application.UnitTests.Media.Transforms;

[Parallelizable(ParallelScope.All)]
public sealed class SingleFlightTests
{
    [Test]
    public async Task Many_get_what_was_done_once()
    {
        var flights = new SingleFlight<string, int>();
        var (done, work) = (new TaskCompletionSource<int>(), 0);

        var all = Enumerable.Range(0, 200).Select(_ => flights.JoinAsync("a", _ => Count(), CancellationToken.None)).ToList();
        done.SetResult(7);

        (await Task.WhenAll(all)).ShouldAllBe(value => value == 7);
        work.ShouldBe(1);

        Task<int> Count()
        {
            Interlocked.Increment(ref work);
            return done.Task;
        }
    }

    [Test]
    public async Task A_leader_that_leaves_leaves_the_work_to_the_others()
    {
        var flights = new SingleFlight<string, int>();
        var done = new TaskCompletionSource<int>();
        using var leaving = new CancellationTokenSource();
        var leader = flights.JoinAsync("a", token => done.Task.WaitAsync(token), leaving.Token);
        var follower = flights.JoinAsync("a", _ => Task.FromResult(-1), CancellationToken.None);

        await leaving.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(leader);
        done.SetResult(7);

        (await follower).ShouldBe(7);
    }

    [Test]
    public async Task Work_that_nobody_waits_for_is_given_up_and_begins_anew()
    {
        var flights = new SingleFlight<string, int>();
        var givenUp = new TaskCompletionSource();
        using var leaving = new CancellationTokenSource();
        var only = flights.JoinAsync("a", WorkAsync, leaving.Token);

        await leaving.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(only);

        await givenUp.Task.WaitAsync(TimeSpan.FromSeconds(60));
        (await flights.JoinAsync("a", _ => Task.FromResult(2), CancellationToken.None)).ShouldBe(2);

        async Task<int> WorkAsync(CancellationToken token)
        {
            await using var registration = token.Register(givenUp.SetResult);
            await Task.Delay(Timeout.Infinite, token);
            return 1;
        }
    }

    [Test]
    public async Task Work_that_begins_after_all_have_left_finds_that_it_is_given_up()
    {
        var flights = new SingleFlight<int, bool>();
        for (var key = 0; key < 100; key++)
        {
            var found = new TaskCompletionSource<bool>();

            await Should.ThrowAsync<OperationCanceledException>(flights.JoinAsync(key, token => LookAsync(token, found), new CancellationToken(canceled: true)));

            (await found.Task.WaitAsync(TimeSpan.FromSeconds(60))).ShouldBeTrue();
        }

        static async Task<bool> LookAsync(CancellationToken token, TaskCompletionSource<bool> found)
        {
            await using var registration = token.Register(() => found.TrySetResult(true));
            return await found.Task;
        }
    }

    [Test]
    public async Task Keys_do_not_wait_for_each_other_and_failures_are_not_kept()
    {
        var flights = new SingleFlight<string, int>();
        var never = flights.JoinAsync("a", token => Task.Delay(Timeout.Infinite, token).ContinueWith(_ => 0, TaskScheduler.Default), CancellationToken.None);

        await Should.ThrowAsync<IOException>(flights.JoinAsync("b", _ => throw new IOException(), CancellationToken.None));
        (await flights.JoinAsync("b", _ => Task.FromResult(3), CancellationToken.None)).ShouldBe(3);
        never.IsCompleted.ShouldBeFalse();
    }
}
