using MediatR;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Picora.Application.Quotas;
using Picora.Application.Quotas.Contracts;

namespace Picora.Infrastructure.Quotas;

/// <summary>Writes down every few seconds, and when the server stops, what media sent out, and sees who is past a limit.</summary>
internal sealed class BandwidthFlusher(
    IServiceScopeFactory scopes, TimeProvider time, IOptions<BandwidthOptions> options, ILogger<BandwidthFlusher> logger) : BackgroundService
{
    private static readonly TimeSpan LastFlush = TimeSpan.FromSeconds(5);

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        // Not the host's token: requests that finished late may have used it up.
        using var patience = new CancellationTokenSource(LastFlush);
        await FlushAsync(patience.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // Who was past a limit before the server started still is.
        await FlushAsync(stoppingToken);
        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(options.Value.FlushSeconds), time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            await FlushAsync(stoppingToken);
        }
    }

    private async Task FlushAsync(CancellationToken cancellationToken)
    {
        try
        {
            await using var scope = scopes.CreateAsyncScope();
            var sender = scope.ServiceProvider.GetRequiredService<ISender>();
            await sender.Send(new FlushBandwidth(), cancellationToken);
            await sender.Send(new RefreshBandwidthStates(), cancellationToken);
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            // Nothing is lost: the next round writes it, too.
            logger.LogWarning(exception, "The bandwidth could not be written");
        }
    }
}
