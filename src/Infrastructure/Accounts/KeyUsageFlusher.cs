using MediatR;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Picora.Application.Accounts;

namespace Picora.Infrastructure.Accounts;

/// <summary>Writes down about once a minute, and when the server stops, when API keys were last used.</summary>
internal sealed class KeyUsageFlusher(
    IServiceScopeFactory scopes, TimeProvider time, IOptions<AccountsOptions> options, ILogger<KeyUsageFlusher> logger) : BackgroundService
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
        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(options.Value.KeyUsageFlushSeconds), time);
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
            await scope.ServiceProvider.GetRequiredService<ISender>().Send(new FlushKeyUsage(), cancellationToken);
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            // What was lost is a display; the next round must still come.
            logger.LogWarning(exception, "The last use of API keys could not be written");
        }
    }
}
