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
/// A fixed number of places for worker processes. Whoever comes first is served first, and each place looks after its own worker.
/// </summary>
internal sealed class ImageRendererPool : IImageRenderer, IAsyncDisposable
{
    private readonly IObjectStorage storage;
    private readonly ILogger<ImageRendererPool> logger;
    private readonly ImagingOptions options;
    private readonly int places;
    private readonly Channel<WorkerPlace> idle = Channel.CreateUnbounded<WorkerPlace>();
    private readonly CancellationTokenSource stopping = new();

    public ImageRendererPool(IObjectStorage storage, IOptions<ImagingOptions> options, ILogger<ImageRendererPool> logger)
    {
        this.storage = storage;
        this.logger = logger;
        this.options = options.Value;
        places = this.options.Workers ?? Environment.ProcessorCount;
        for (var i = 0; i < places; i++)
        {
            idle.Writer.TryWrite(new WorkerPlace(this.options, logger));
        }
    }

    public async Task<Result<IReadOnlyList<RenderedImage>>> RenderAsync(
        ObjectKey source, ImageFormat format, IReadOnlyList<RenditionSpec> renditions, CancellationToken cancellationToken)
    {
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, stopping.Token);
        var place = await idle.Reader.ReadAsync(ending.Token);
        try
        {
            // By path where the store has one; else the bytes follow the job through the pipe.
            var path = (storage as ILocalObjectPaths)?.PathOf(source);
            await using var content = path is null ? await storage.OpenAsync(source, ending.Token) : null;
            if (path is null && content is null)
            {
                return RenderErrors.Unreadable;
            }

            var job = new WorkerJob(format, path, content?.Length ?? 0, renditions);
            if (job.Length > options.WorkerMemoryMegabytes * 1024L * 1024)
            {
                return RenderErrors.Memory;
            }

            var worker = await place.OfferAsync(job, ending.Token);
            return worker is null
                ? RenderErrors.CannotStart
                : Log(worker, source, await worker.FinishAsync(job, content, TimeSpan.FromSeconds(options.TimeoutSeconds), ending.Token));
        }
        finally
        {
            idle.Writer.TryWrite(place);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await stopping.CancelAsync();
        for (var i = 0; i < places; i++)
        {
            var place = await idle.Reader.ReadAsync(CancellationToken.None);
            await place.DisposeAsync();
        }

        stopping.Dispose();
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
