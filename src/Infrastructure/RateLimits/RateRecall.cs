using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Picora.Application.RateLimits.Contracts;

namespace Picora.Infrastructure.RateLimits;

/// <summary>Gives back what this node leased and other nodes need; at an orderly stop, all that it holds.</summary>
internal sealed partial class RateRecall(
    RateLimiter limiter, IRateLimitStore store, IOptions<RateLimitsOptions> options, TimeProvider time, ILogger<RateRecall> logger) : BackgroundService
{
    private static readonly TimeSpan StopPatience = TimeSpan.FromSeconds(5);

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(StopPatience);
        await SettleAsync(limiter.Shared, patience.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(options.Value.RecallMilliseconds), time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await LookAsync(stoppingToken);
            }
            catch (Exception exception) when (exception is not OperationCanceledException)
            {
                // What is not given back ends with its window.
                LogFailed(exception);
            }
        }
    }

    private async Task LookAsync(CancellationToken cancellationToken)
    {
        if (limiter.Shared.Any())
        {
            var keys = await store.CalledBackAsync(time.GetUtcNow(), cancellationToken);
            await SettleAsync(keys.Select(limiter.FindShared).OfType<SharedCount>(), cancellationToken);
        }
    }

    private static async Task SettleAsync(IEnumerable<SharedCount> counts, CancellationToken cancellationToken)
    {
        foreach (var count in counts)
        {
            await count.SettleAsync().WaitAsync(cancellationToken);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Leased calls could not be given back")]
    private partial void LogFailed(Exception exception);
}
