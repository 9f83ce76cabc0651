using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using Picora.Application.Media;

namespace Picora.Infrastructure.Imaging.Pool;

/// <summary>Starts the workers beside the server's own start, which does not wait for them.</summary>
internal sealed class WorkerWarmUp(ImageRendererPool pool, IOptions<ImagingOptions> options) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (!options.Value.WarmStart)
        {
            return;
        }

        try
        {
            await pool.WarmUpAsync(stoppingToken);
        }
        catch (OperationCanceledException)
        {
            // The host stops.
        }
    }
}
