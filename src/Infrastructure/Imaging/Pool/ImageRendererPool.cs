using System.ComponentModel;
using System.Threading.Channels;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Picora.Application.Abstractions;
using Picora.Application.Media;
using Picora.Domain;
using Picora.Domain.Media;
using Picora.Domain.Uploads.Contracts;
using Picora.Infrastructure.Imaging.Worker;

namespace Picora.Infrastructure.Imaging.Pool;

/// <summary>
/// A fixed number of worker processes, started when first needed. Whoever comes first is served first; a worker that crashed, hung or has
/// done its share is replaced by the next job that gets its place.
/// </summary>
internal sealed class ImageRendererPool : IImageRenderer, IAsyncDisposable
{
    private readonly IObjectStorage storage;
    private readonly ILogger<ImageRendererPool> logger;
    private readonly ImagingOptions options;
    private readonly int places;
    private readonly Channel<WorkerProcess?> idle = Channel.CreateUnbounded<WorkerProcess?>();
    private readonly CancellationTokenSource stopping = new();

    public ImageRendererPool(IObjectStorage storage, IOptions<ImagingOptions> options, ILogger<ImageRendererPool> logger)
    {
        this.storage = storage;
        this.logger = logger;
        this.options = options.Value;
        places = this.options.Workers ?? Environment.ProcessorCount;
        for (var i = 0; i < places; i++)
        {
            idle.Writer.TryWrite(null);
        }
    }

    public async Task<Result<IReadOnlyList<RenderedImage>>> RenderAsync(
        ObjectKey source, ImageFormat format, IReadOnlyList<RenditionSpec> renditions, CancellationToken cancellationToken)
    {
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, stopping.Token);
        var worker = await idle.Reader.ReadAsync(ending.Token);
        try
        {
            if (worker is not null && (!worker.IsAlive || worker.JobsDone >= options.RecycleAfter))
            {
                await worker.DisposeAsync();
                worker = null;
            }

            worker ??= await StartAsync(ending.Token);
            return worker is null ? RenderErrors.CannotStart : await RunAsync(worker, source, format, renditions, ending.Token);
        }
        finally
        {
            idle.Writer.TryWrite(worker);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await stopping.CancelAsync();
        for (var i = 0; i < places; i++)
        {
            if (await idle.Reader.ReadAsync(CancellationToken.None) is { } worker)
            {
                await worker.DisposeAsync();
            }
        }

        stopping.Dispose();
    }

    /// <summary>Null when no worker can be started.</summary>
    private async Task<WorkerProcess?> StartAsync(CancellationToken cancellationToken)
    {
        WorkerProcess worker;
        try
        {
            worker = WorkerProcess.Start(options, logger);
        }
        catch (Win32Exception failure)
        {
            logger.LogError(failure, "The imaging worker cannot be started. Check Picora:Imaging:WorkerPath.");
            return null;
        }

        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        deadline.CancelAfter(TimeSpan.FromSeconds(options.TimeoutSeconds));
        if (await worker.WaitUntilReadyAsync(deadline.Token) is not { } reason)
        {
            return worker;
        }

        await worker.DisposeAsync();
        cancellationToken.ThrowIfCancellationRequested();
        logger.LogError("The imaging worker cannot start: {Reason}", reason);
        return null;
    }

    private async Task<Result<IReadOnlyList<RenderedImage>>> RunAsync(
        WorkerProcess worker, ObjectKey source, ImageFormat format, IReadOnlyList<RenditionSpec> renditions, CancellationToken cancellationToken)
    {
        var timeout = TimeSpan.FromSeconds(options.TimeoutSeconds);
        if (storage is ILocalObjectPaths local)
        {
            return Log(worker, source, await worker.RunAsync(new WorkerJob(format, local.PathOf(source), 0, renditions), null, timeout, cancellationToken));
        }

        await using var content = await storage.OpenAsync(source, cancellationToken);
        if (content is null)
        {
            return RenderErrors.Unreadable;
        }

        return content.Length > options.WorkerMemoryMegabytes * 1024L * 1024
            ? RenderErrors.Memory
            : Log(worker, source, await worker.RunAsync(new WorkerJob(format, null, content.Length, renditions), content, timeout, cancellationToken));
    }

    private Result<IReadOnlyList<RenderedImage>> Log(WorkerProcess worker, ObjectKey source, Result<IReadOnlyList<RenderedImage>> result)
    {
        if (result.Error is { } error)
        {
            logger.LogWarning("Imaging worker {ProcessId} has no renditions of {Key}: {Code}", worker.Id, source, error.Code);
        }

        return result;
    }
}
