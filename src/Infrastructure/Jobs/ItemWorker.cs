using System.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Picora.Application.Abstractions;

namespace Picora.Infrastructure.Jobs;

/// <summary>Keeps this node busy with the items of one kind: claims as many as it has hands for, works on them side by side, waits for more.</summary>
internal sealed partial class ItemWorker(
    string kind, int hands, IServiceScopeFactory scopes, WorkSignal signal, IOptions<JobsOptions> options, ILogger<ItemWorker> logger) : BackgroundService
{
    private int busy;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var running = new HashSet<Task>();
        while (hands > 0 && !stoppingToken.IsCancellationRequested)
        {
            running.RemoveWhere(task => task.IsCompleted);
            var claims = await ClaimAsync(stoppingToken);
            foreach (var claim in claims)
            {
                Interlocked.Increment(ref busy);
                running.Add(Task.Run(() => WorkAsync(claim, stoppingToken), CancellationToken.None));
            }

            if (claims.Count == 0)
            {
                await WaitAsync(stoppingToken);
            }
        }

        await Task.WhenAll(running);
    }

    private async Task WaitAsync(CancellationToken stoppingToken)
    {
        try
        {
            await signal.WaitAsync(kind, TimeSpan.FromSeconds(options.Value.PollSeconds), stoppingToken);
        }
        catch (OperationCanceledException)
        {
            // The host stops; the loop ends by itself.
        }
    }

    private async Task<IReadOnlyList<string>> ClaimAsync(CancellationToken stoppingToken)
    {
        var free = hands - Volatile.Read(ref busy);
        if (free <= 0)
        {
            return [];
        }

        try
        {
            await using var scope = scopes.CreateAsyncScope();
            return await Queue(scope.ServiceProvider).ClaimAsync(free, stoppingToken);
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            LogClaimFailed(exception, kind);
            return [];
        }
        catch (OperationCanceledException)
        {
            return [];
        }
    }

    private async Task WorkAsync(string claim, CancellationToken stoppingToken)
    {
        try
        {
            await using var scope = scopes.CreateAsyncScope();
            await RunAsync(scope.ServiceProvider, claim, stoppingToken);
        }
        catch (Exception exception) when (exception is not OperationCanceledException || !stoppingToken.IsCancellationRequested)
        {
            // The lease runs out and somebody takes the item again.
            LogItemFailed(exception, kind, claim);
        }
        catch (OperationCanceledException)
        {
            // The host stops; the item went back to the queue.
        }
        finally
        {
            Interlocked.Decrement(ref busy);
            signal.Wake(kind);
        }
    }

    private async Task RunAsync(IServiceProvider services, string claim, CancellationToken stoppingToken)
    {
        var (isSuccess, started) = (false, Stopwatch.GetTimestamp());
        using var activity = PicoraActivities.Source.StartActivity(kind, ActivityKind.Consumer);
        try
        {
            isSuccess = await Queue(services).RunAsync(claim, stoppingToken);
        }
        finally
        {
            if (isSuccess || !stoppingToken.IsCancellationRequested)
            {
                services.GetRequiredService<JobMetrics>().ItemEnded(kind, started, isSuccess);
            }

            activity?.End(isSuccess ? null : "FAILED");
        }
    }

    private IItemQueue Queue(IServiceProvider services) =>
        services.GetServices<IItemQueue>().First(queue => string.Equals(queue.Kind, kind, StringComparison.Ordinal));

    [LoggerMessage(Level = LogLevel.Error, Message = "Looking for work of kind {Kind} failed")]
    private partial void LogClaimFailed(Exception exception, string kind);

    [LoggerMessage(Level = LogLevel.Error, Message = "Work of kind {Kind} on {Claim} broke off; its lease will run out")]
    private partial void LogItemFailed(Exception exception, string kind, string claim);
}
