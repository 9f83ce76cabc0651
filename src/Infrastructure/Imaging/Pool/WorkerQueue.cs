using Picora.Application.Abstractions;
using Picora.Application.Media;
using Picora.Domain;

namespace Picora.Infrastructure.Imaging.Pool;

/// <summary>
/// Who may use a worker next. A job is weighed by its pixels, not counted: many small pictures wait where a few huge ones fill the queue.
/// Within a lane nobody overtakes, so that a huge picture gets its turn, too. Live jobs go first, but not more than
/// <see cref="LiveTurns"/> in a row while background jobs wait.
/// </summary>
internal sealed class WorkerQueue
{
    public const int LiveTurns = 4;

    private const long Mega = 1_000_000;

    private readonly Lock gate = new();
    private readonly Stack<WorkerPlace> idle;
    private readonly WorkerLane live;
    private readonly WorkerLane background;
    private readonly Pace pace = new();
    private readonly ImagingOptions options;
    private readonly ImagingMetrics metrics;
    private readonly int places;
    private long inFlight;
    private int liveInARow;

    public WorkerQueue(IReadOnlyCollection<WorkerPlace> places, ImagingOptions options, ImagingMetrics metrics)
    {
        this.options = options;
        this.metrics = metrics;
        this.places = places.Count;
        idle = new Stack<WorkerPlace>(places);
        live = new WorkerLane(RenderLane.Live, metrics);
        background = new WorkerLane(RenderLane.Background, metrics);
    }

    /// <summary>Waits for a turn, or says how soon to ask again. Whoever gets one must <see cref="Return"/> it.</summary>
    public async Task<Result<WorkerTurn>> EnterAsync(RenderLane kind, long pixels, CancellationToken cancellationToken)
    {
        var lane = kind == RenderLane.Live ? live : background;
        if (Join(lane, Math.Max(pixels, Mega)) is not { } waiter)
        {
            return Refuse(kind);
        }

        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(TimeSpan.FromSeconds(options.TimeoutSeconds));
        await using var leaving = patience.Token.Register(() => Leave(lane, waiter));
        try
        {
            return await waiter.Task;
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return Refuse(kind);
        }
    }

    public void Note(WorkerTurn turn, TimeSpan took)
    {
        lock (gate)
        {
            pace.Note(turn.Pixels, took);
        }
    }

    public void Return(WorkerTurn turn)
    {
        lock (gate)
        {
            inFlight -= turn.Pixels;
            metrics.InFlight(-turn.Pixels);
            idle.Push(turn.Place);
            Dispatch();
        }
    }

    /// <summary>Waits for a place and takes it for good.</summary>
    public async Task<WorkerPlace> RetireAsync()
    {
        WorkerLane.Waiter waiter;
        lock (gate)
        {
            waiter = live.Join(0);
            Dispatch();
        }

        return (await waiter.Task).Place;
    }

    private WorkerLane.Waiter? Join(WorkerLane lane, long pixels)
    {
        lock (gate)
        {
            var before = lane.Pixels;
            var waiter = lane.Join(pixels);
            Dispatch();
            var isFull = places == 0 || (lane == live && before >= options.LiveQueueMegapixels * Mega);
            return isFull && lane.Leave(waiter) ? null : waiter;
        }
    }

    private void Leave(WorkerLane lane, WorkerLane.Waiter waiter)
    {
        lock (gate)
        {
            if (lane.Leave(waiter))
            {
                waiter.SetCanceled(CancellationToken.None);
                // It may have been too large for what was left, and held up smaller ones.
                Dispatch();
            }
        }
    }

    private void Dispatch()
    {
        while (idle.Count > 0 && Next() is { First: { } waiter } lane && (inFlight == 0 || inFlight + waiter.Pixels <= options.MegapixelsInFlight * Mega))
        {
            lane.Leave(waiter);
            liveInARow = lane == live ? liveInARow + 1 : 0;
            inFlight += waiter.Pixels;
            metrics.InFlight(waiter.Pixels);
            waiter.SetResult(new WorkerTurn(idle.Pop(), waiter.Pixels));
        }
    }

    private WorkerLane Next() =>
        live.First is null || (liveInARow >= LiveTurns && background.First is not null) ? background : live;

    private Error Refuse(RenderLane kind)
    {
        metrics.Refused(kind);
        lock (gate)
        {
            var seconds = pace.SecondsFor(live.Pixels + inFlight) / Math.Max(places, 1);
            return RenderErrors.Busy(Math.Clamp((int)Math.Ceiling(seconds), 1, options.TimeoutSeconds));
        }
    }
}
