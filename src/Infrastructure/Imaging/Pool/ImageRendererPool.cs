using System.Diagnostics;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Picora.Application.Abstractions;
using Picora.Application.Media;
using Picora.Domain;
using Picora.Domain.Media.Transforms;
using Picora.Infrastructure.Imaging.Worker;

namespace Picora.Infrastructure.Imaging.Pool;

/// <summary>A fixed number of places for worker processes, and the queue before them. Each place looks after its own worker.</summary>
internal sealed class ImageRendererPool : IImageRenderer, IAsyncDisposable
{
    private readonly IObjectStorage storage;
    private readonly ImagingMetrics metrics;
    private readonly ILogger<ImageRendererPool> logger;
    private readonly TimeSpan timeout;
    private readonly List<WorkerPlace> places;
    private readonly WorkerQueue queue;
    private readonly CancellationTokenSource stopping = new();

    public ImageRendererPool(IObjectStorage storage, IOptions<ImagingOptions> options, ImagingMetrics metrics, ILogger<ImageRendererPool> logger)
    {
        this.storage = storage;
        this.metrics = metrics;
        this.logger = logger;
        timeout = TimeSpan.FromSeconds(options.Value.TimeoutSeconds);
        places = [.. Enumerable.Range(0, options.Value.Workers ?? Environment.ProcessorCount).Select(number => new WorkerPlace(number, options.Value, metrics, logger))];
        queue = new WorkerQueue(places, options.Value, metrics);
    }

    public async Task<Result<IReadOnlyList<RenderedImage>>> RenderAsync(
        RenderSource source, IReadOnlyList<TransformPlan> plans, RenderLane lane, CancellationToken cancellationToken) =>
        (await EnterAsync(source, plans, isDescribed: false, lane, cancellationToken)).Map(rendered => rendered.Images);

    public Task<Result<DescribedImages>> DescribeAsync(
        RenderSource source, IReadOnlyList<TransformPlan> plans, RenderLane lane, CancellationToken cancellationToken) =>
        EnterAsync(source, plans, isDescribed: true, lane, cancellationToken);

    private async Task<Result<DescribedImages>> EnterAsync(
        RenderSource source, IReadOnlyList<TransformPlan> plans, bool isDescribed, RenderLane lane, CancellationToken cancellationToken)
    {
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, stopping.Token);
        using var activity = PicoraActivities.Source.StartActivity("imaging");
        var entered = await queue.EnterAsync(lane, source.Pixels, ending.Token);
        if (!entered.IsSuccess)
        {
            activity?.End(entered.Error.Code);
            return entered.Error;
        }

        var (turn, started) = (entered.Value, Stopwatch.GetTimestamp());
        try
        {
            var result = await WorkAsync(turn.Place, source, plans, isDescribed, ending.Token);
            Note(turn, lane, Stopwatch.GetElapsedTime(started), source, result.Error);
            activity?.End(result.Error?.Code);
            return result;
        }
        finally
        {
            // Nobody waits for the successor of a worker that is gone.
            _ = ReturnAsync(turn);
        }
    }

    /// <summary>Starts the workers, so that the first pictures need not wait for them. Returns when they can work, or cannot be started.</summary>
    public async Task WarmUpAsync(CancellationToken cancellationToken)
    {
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, stopping.Token);
        var turns = await Task.WhenAll(places.Select(_ => queue.EnterAsync(RenderLane.Background, 0, ending.Token)));
        await Task.WhenAll(turns.Where(turn => turn.IsSuccess).Select(turn => ReturnAsync(turn.Value)));
    }

    public async ValueTask DisposeAsync()
    {
        // The container knows it by two names.
        if (stopping.IsCancellationRequested)
        {
            return;
        }

        await stopping.CancelAsync();
        for (var i = 0; i < places.Count; i++)
        {
            var place = await queue.RetireAsync();
            await place.DisposeAsync();
        }

        stopping.Dispose();
    }

    private async Task<Result<DescribedImages>> WorkAsync(
        WorkerPlace place, RenderSource source, IReadOnlyList<TransformPlan> plans, bool isDescribed, CancellationToken cancellationToken)
    {
        // Real time, not the clock of the application: it is a process of the machine that hangs.
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        deadline.CancelAfter(timeout);
        try
        {
            using var file = await SourceFile.OpenAsync(storage, source.Key, deadline.Token);
            if (file is null)
            {
                return RenderErrors.Unreadable;
            }

            using var watermark = await OpenWatermarkAsync(plans, deadline.Token);
            // A picture that was just sent is described once. One that somebody looks at is soon asked for in another size.
            var job = new WorkerJob(source.Format, file.Path, isDescribed ? null : source.Key.Value, plans, watermark?.Path, isDescribed);
            return await place.OfferAsync(job, deadline.Token) is { } worker ? await worker.FinishAsync(job, deadline.Token) : RenderErrors.CannotStart;
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return RenderErrors.Timeout;
        }
    }

    private async Task<SourceFile?> OpenWatermarkAsync(IReadOnlyList<TransformPlan> plans, CancellationToken cancellationToken) =>
        plans.FirstOrDefault(plan => plan.Watermark?.Picture is not null)?.Watermark!.Picture is { } picture
            ? await SourceFile.OpenAsync(storage, picture.Key, cancellationToken)
            : null;

    private void Note(WorkerTurn turn, RenderLane lane, TimeSpan took, RenderSource source, Error? error)
    {
        queue.Note(turn, took);
        metrics.Done(turn.Place.Number, lane, took, error);
        if (error is not null)
        {
            logger.LogWarning("Imaging worker {Number} has no renditions of {Key}: {Code}", turn.Place.Number, source.Key, error.Code);
        }
    }

    private async Task ReturnAsync(WorkerTurn turn)
    {
        try
        {
            await turn.Place.PrepareAsync(stopping.Token);
        }
        finally
        {
            queue.Return(turn);
        }
    }
}
