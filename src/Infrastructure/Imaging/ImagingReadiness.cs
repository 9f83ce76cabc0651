using System.ComponentModel;
using System.Diagnostics;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Picora.Application.Abstractions;
using Picora.Application.Media;
using Picora.Infrastructure.Imaging.Pool;

namespace Picora.Infrastructure.Imaging;

/// <summary>
/// Starts one worker, which loads libvips, and ends it. Uploads go on without: their renditions wait. What worked once is not tried again,
/// because neither the program nor the library changes under a running server; what failed is tried again after a while.
/// </summary>
internal sealed class ImagingReadiness(IOptions<ImagingOptions> options, ILogger<ImagingReadiness> logger) : IReadinessCheck
{
    private const string Words = "Pictures are stored, but their renditions wait: no imaging worker can start.";

    private static readonly TimeSpan RetryAfter = TimeSpan.FromSeconds(30);

    private bool works;
    private long? failedAt;

    public string Name => "imaging";

    public bool IsRequired => false;

    public async Task<string?> CheckAsync(CancellationToken cancellationToken)
    {
        if (options.Value.Workers == 0)
        {
            return "Rendering is switched off.";
        }

        if (!works && (failedAt is null || Stopwatch.GetElapsedTime(failedAt.Value) > RetryAfter))
        {
            works = await StartAsync(cancellationToken);
            failedAt = works ? null : Stopwatch.GetTimestamp();
        }

        return works ? null : Words;
    }

    private async Task<bool> StartAsync(CancellationToken cancellationToken)
    {
        try
        {
            await using var worker = WorkerProcess.Start(options.Value, logger);
            return await worker.WaitUntilReadyAsync(cancellationToken) is null;
        }
        catch (Win32Exception)
        {
            return false;
        }
    }
}
