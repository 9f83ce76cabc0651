using Microsoft.Extensions.Logging.Abstractions;
using Picora.Application.Abstractions;
using Picora.Application.Media;
using Picora.Domain;
using Picora.Infrastructure.Imaging.Pool;

namespace Picora.Infrastructure.IntegrationTests.Imaging;

/// <summary>Who gets a worker when, without any process.</summary>
public sealed class WorkerQueueTests
{
    private const long Mega = 1_000_000;
    private PoolMeters meters = null!;

    [SetUp]
    public void Listen() => meters = new PoolMeters();

    [TearDown]
    public void StopListening() => meters.Dispose();

    [Test]
    public async Task Live_jobs_go_first_but_the_others_get_their_share()
    {
        var queue = Queue(1);
        var turn = await TakeAsync(queue, RenderLane.Background);
        var order = new List<string>();
        var waiting = new List<Task>();
        for (var i = 0; i < 3; i++)
        {
            waiting.Add(NoteAsync(queue, RenderLane.Background, "b", order));
        }

        for (var i = 0; i < 10; i++)
        {
            waiting.Add(NoteAsync(queue, RenderLane.Live, "l", order));
        }

        queue.Return(turn);
        await Task.WhenAll(waiting);

        string.Concat(order).ShouldBe("llllbllllbllb");
    }

    [Test]
    public async Task Live_jobs_are_refused_past_the_bound_and_background_jobs_wait()
    {
        var queue = Queue(1, new ImagingOptions { LiveQueueMegapixels = 20 });
        var turn = await TakeAsync(queue, RenderLane.Live, 12 * Mega);
        var first = queue.EnterAsync(RenderLane.Live, 12 * Mega, CancellationToken.None);
        var second = queue.EnterAsync(RenderLane.Live, 12 * Mega, CancellationToken.None);

        var refused = await queue.EnterAsync(RenderLane.Live, 1, CancellationToken.None);
        var background = queue.EnterAsync(RenderLane.Background, 200 * Mega, CancellationToken.None);

        refused.Error!.Code.ShouldBe("IMAGE_WORKER_BUSY");
        ((int)refused.Error.Meta!["retryAfterSec"]!).ShouldBeInRange(1, 30);
        (first.IsCompleted, second.IsCompleted, background.IsCompleted).ShouldBe((false, false, false));
        meters.Sum("picora.imaging.refusals", "live").ShouldBe(1);
        foreach (var waiting in (Task<Result<WorkerTurn>>[])[first, second, background])
        {
            queue.Return(turn);
            turn = (await waiting).Value;
        }
    }

    [Test]
    public async Task Many_small_pictures_wait_where_few_large_ones_fill_the_queue()
    {
        var queue = Queue(1, new ImagingOptions { LiveQueueMegapixels = 20 });
        await TakeAsync(queue, RenderLane.Live);

        var small = Enumerable.Range(0, 25).Select(_ => queue.EnterAsync(RenderLane.Live, 100, CancellationToken.None)).ToList();

        small.Count(task => !task.IsCompleted).ShouldBe(20);
    }

    [Test]
    public async Task Pixels_in_flight_are_bounded_and_a_huge_picture_goes_alone()
    {
        var queue = Queue(4, new ImagingOptions { MegapixelsInFlight = 100 });
        var first = await TakeAsync(queue, RenderLane.Background, 60 * Mega);
        var second = await TakeAsync(queue, RenderLane.Background, 40 * Mega);
        var huge = queue.EnterAsync(RenderLane.Background, 250 * Mega, CancellationToken.None);
        var small = queue.EnterAsync(RenderLane.Background, Mega, CancellationToken.None);

        queue.Return(first);
        (huge.IsCompleted, small.IsCompleted).ShouldBe((false, false), "nobody overtakes, or the huge one would starve");
        queue.Return(second);

        var alone = (await huge).Value;
        small.IsCompleted.ShouldBeFalse();
        queue.Return(alone);
        (await small).IsSuccess.ShouldBeTrue();
    }

    [Test]
    public async Task Whoever_gives_up_holds_nobody_up()
    {
        var queue = Queue(2, new ImagingOptions { MegapixelsInFlight = 100 });
        await TakeAsync(queue, RenderLane.Background, 90 * Mega);
        using var cancellation = new CancellationTokenSource();
        var huge = queue.EnterAsync(RenderLane.Background, 50 * Mega, cancellation.Token);
        var small = queue.EnterAsync(RenderLane.Background, Mega, CancellationToken.None);

        await cancellation.CancelAsync();

        await Should.ThrowAsync<OperationCanceledException>(huge);
        (await small).IsSuccess.ShouldBeTrue();
        meters.Sum("picora.imaging.queue.length").ShouldBe(0);
    }

    [Test]
    public async Task Waiting_has_an_end()
    {
        var queue = Queue(1, new ImagingOptions { TimeoutSeconds = 1 });
        await TakeAsync(queue, RenderLane.Background);

        (await queue.EnterAsync(RenderLane.Background, Mega, CancellationToken.None)).Error!.Code.ShouldBe("IMAGE_WORKER_BUSY");
    }

    [Test]
    public async Task A_slow_pace_is_told_to_those_who_are_refused()
    {
        var queue = Queue(1, new ImagingOptions { LiveQueueMegapixels = 0 });
        var turn = await TakeAsync(queue, RenderLane.Live, 10 * Mega);
        for (var i = 0; i < 50; i++)
        {
            queue.Note(turn, TimeSpan.FromSeconds(8));
        }

        var refused = await queue.EnterAsync(RenderLane.Live, Mega, CancellationToken.None);

        refused.Error!.Meta!["retryAfterSec"].ShouldBe(8);
    }

    private static async Task<WorkerTurn> TakeAsync(WorkerQueue queue, RenderLane lane, long pixels = Mega) =>
        (await queue.EnterAsync(lane, pixels, CancellationToken.None)).Value;

    private static async Task NoteAsync(WorkerQueue queue, RenderLane lane, string name, List<string> order)
    {
        var turn = await TakeAsync(queue, lane);
        order.Add(name);
        queue.Return(turn);
    }

    private WorkerQueue Queue(int places, ImagingOptions? options = null)
    {
        options ??= new ImagingOptions();
        var metrics = new ImagingMetrics(meters);
        return new WorkerQueue(
            [.. Enumerable.Range(0, places).Select(number => new WorkerPlace(number, options, metrics, NullLogger.Instance))], options, metrics);
    }
}
