using System.ComponentModel;
using Microsoft.Extensions.Logging;
using Picora.Application.Media;
using Picora.Infrastructure.Imaging.Worker;

namespace Picora.Infrastructure.Imaging.Pool;

/// <summary>
/// Room for one worker process. One that crashed, hung, has done its share or has grown too large is replaced at once, so that the next job
/// finds one that is ready. Not for two jobs at once.
/// </summary>
internal sealed class WorkerPlace(int number, ImagingOptions options, ImagingMetrics metrics, ILogger logger) : IAsyncDisposable
{
    private WorkerProcess? worker;

    public int Number => number;

    /// <summary>The worker that has taken the job; null when none can be started.</summary>
    /// <exception cref="OperationCanceledException">The time was over before a worker was ready.</exception>
    public async Task<WorkerProcess?> OfferAsync(WorkerJob job, CancellationToken cancellationToken)
    {
        if (worker is not null && await worker.OfferAsync(job))
        {
            return worker;
        }

        await ReplaceAsync(cancellationToken);
        if (worker is not null && !await worker.OfferAsync(job))
        {
            await DisposeAsync();
        }

        return worker;
    }

    /// <summary>Sees to it that a worker is ready for the next job, if one can be started.</summary>
    public async Task PrepareAsync(CancellationToken cancellationToken)
    {
        if (worker is { IsAlive: true } && worker.JobsDone < options.RecycleAfter && worker.ResidentMegabytes <= options.RecycleAboveMegabytes)
        {
            return;
        }

        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        deadline.CancelAfter(TimeSpan.FromSeconds(options.TimeoutSeconds));
        try
        {
            await ReplaceAsync(deadline.Token);
        }
        catch (OperationCanceledException)
        {
            // The server stops, or the machine is too slow now: the next job tries again.
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (worker is { } ended)
        {
            worker = null;
            await ended.DisposeAsync();
        }
    }

    private async Task ReplaceAsync(CancellationToken cancellationToken)
    {
        if (worker is not null)
        {
            metrics.Replaced(number, worker.IsAlive);
        }

        await DisposeAsync();
        worker = await StartAsync(cancellationToken);
    }

    private async Task<WorkerProcess?> StartAsync(CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
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

        if (await started.WaitUntilReadyAsync(cancellationToken) is not { } reason)
        {
            return started;
        }

        await started.DisposeAsync();
        cancellationToken.ThrowIfCancellationRequested();
        logger.LogError("The imaging worker cannot start: {Reason}", reason);
        return null;
    }
}
