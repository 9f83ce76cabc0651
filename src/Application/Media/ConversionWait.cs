using System.Diagnostics;
using Microsoft.Extensions.Options;

namespace Picora.Application.Media;

/// <summary>
/// Waits for what a worker is about to make. A picture's address is final when its upload is answered, and pages show it at once.
/// </summary>
internal sealed class ConversionWait(IOptions<ProcessingOptions> options)
{
    private static readonly TimeSpan Step = TimeSpan.FromMilliseconds(200);

    /// <summary>Looks again until it is done, or the time is over. Real time: somebody waits.</summary>
    public async Task<T> UntilAsync<T>(Func<CancellationToken, ValueTask<T>> look, Func<T, bool> isDone, CancellationToken cancellationToken)
    {
        var started = Stopwatch.GetTimestamp();
        var found = await look(cancellationToken);
        while (!isDone(found) && Stopwatch.GetElapsedTime(started) < TimeSpan.FromSeconds(options.Value.DeliveryWaitSeconds))
        {
            await Task.Delay(Step, cancellationToken);
            found = await look(cancellationToken);
        }

        return found;
    }
}
