using System.ComponentModel;
using System.Diagnostics;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Picora.Application.Media;

namespace Picora.Infrastructure.Imaging.Pool;

/// <summary>
/// Starts one worker, asks what it can do, and ends it. What worked once is not tried again, because neither the program nor its libraries
/// change under a running server; what failed is tried again after a while.
/// </summary>
internal sealed class WorkerProbe(IOptions<ImagingOptions> options, ILogger<WorkerProbe> logger) : IHeicSupport
{
    private static readonly TimeSpan RetryAfter = TimeSpan.FromSeconds(30);

    private WorkerAbilities known = new(Starts: false, DecodesHeic: false);
    private long? askedAt;

    public async Task<WorkerAbilities> AskAsync(CancellationToken cancellationToken)
    {
        if (!known.DecodesHeic && (askedAt is null || Stopwatch.GetElapsedTime(askedAt.Value) > RetryAfter))
        {
            known = await StartAsync(cancellationToken);
            askedAt = Stopwatch.GetTimestamp();
        }

        return known;
    }

    public async Task<bool> IsInstalledAsync(CancellationToken cancellationToken) => (await AskAsync(cancellationToken)).DecodesHeic;

    private async Task<WorkerAbilities> StartAsync(CancellationToken cancellationToken)
    {
        try
        {
            await using var worker = WorkerProcess.Start(options.Value, logger, isProbe: true);
            var starts = await worker.WaitUntilReadyAsync(cancellationToken) is null;
            return new WorkerAbilities(starts, worker.DecodesHeic);
        }
        catch (Win32Exception)
        {
            return new WorkerAbilities(Starts: false, DecodesHeic: false);
        }
    }
}

/// <summary>What the workers of this machine can do.</summary>
internal sealed record WorkerAbilities(bool Starts, bool DecodesHeic);
