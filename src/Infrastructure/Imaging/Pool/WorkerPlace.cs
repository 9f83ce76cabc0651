using System.ComponentModel;
using Microsoft.Extensions.Logging;
using Picora.Application.Media;
using Picora.Infrastructure.Imaging.Worker;

namespace Picora.Infrastructure.Imaging.Pool;

/// <summary>
/// Room for one worker process, started when first needed. One that crashed, hung or has done its share is replaced when the next job
/// comes. Not for two jobs at once.
/// </summary>
internal sealed class WorkerPlace(ImagingOptions options, ILogger logger) : IAsyncDisposable
{
    private WorkerProcess? worker;

    /// <summary>The worker that has taken the job; null when none can be started.</summary>
    public async Task<WorkerProcess?> OfferAsync(WorkerJob job, CancellationToken cancellationToken)
    {
        if (worker is { IsAlive: true } && worker.JobsDone < options.RecycleAfter && await worker.OfferAsync(job))
        {
            return worker;
        }

        await DisposeAsync();
        worker = await StartAsync(cancellationToken);
        if (worker is not null && !await worker.OfferAsync(job))
        {
            await DisposeAsync();
        }

        return worker;
    }

    public async ValueTask DisposeAsync()
    {
        if (worker is { } ended)
        {
            worker = null;
            await ended.DisposeAsync();
        }
    }

    private async Task<WorkerProcess?> StartAsync(CancellationToken cancellationToken)
    {
        WorkerProcess started;
        try
        {
            started = WorkerProcess.Start(options, logger);
        }
        catch (Win32Exception failure)
        {
            logger.LogError(failure, "The imaging worker cannot be started. Check Picora:Imaging:WorkerPath.");
            return null;
        }

        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        deadline.CancelAfter(TimeSpan.FromSeconds(options.TimeoutSeconds));
        if (await started.WaitUntilReadyAsync(deadline.Token) is not { } reason)
        {
            return started;
        }

        await started.DisposeAsync();
        cancellationToken.ThrowIfCancellationRequested();
        logger.LogError("The imaging worker cannot start: {Reason}", reason);
        return null;
    }
}
