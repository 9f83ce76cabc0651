using System.Diagnostics;
using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Picora.Application.Abstractions;
using Picora.Application.Abstractions.Operations;

namespace Picora.Infrastructure.Telemetry;

/// <summary>What has to be asked of the database: how much waits in each queue, and for how long. Asked only when somebody collects metrics.</summary>
internal sealed partial class OperatingFigures : IDisposable
{
    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    private readonly IServiceScopeFactory scopes;
    private readonly TimeProvider time;
    private readonly ILogger<OperatingFigures> logger;
    private readonly Gauge<long> items;
    private readonly Gauge<double> age;
    private readonly Gauge<double> backupAge;
    private readonly IVerifiedBackups backups;
    private readonly SemaphoreSlim turn = new(1);
    private long? askedAt;

    public OperatingFigures(IMeterFactory meters, IServiceScopeFactory scopes, IVerifiedBackups backups, TimeProvider time, ILogger<OperatingFigures> logger)
    {
        (this.scopes, this.backups, this.time, this.logger) = (scopes, backups, time, logger);
        var meter = meters.Create("Picora.Queues");
        items = meter.CreateGauge<long>("picora.queue.items", "{item}", "Items of each queue, over all nodes: waiting, running, failed for good.");
        age = meter.CreateGauge<double>("picora.queue.age", "s", "For how long the first item of each queue has been due; 0 when none is.");
        backupAge = meters.Create("Picora.Backups").CreateGauge<double>(
            "picora.backup.verified_age", "s", "Since a backup was last proved whole, on this data folder; absent when none ever was.");
    }

    /// <summary>Asks anew, at most once a second. What cannot be asked keeps its last value.</summary>
    public async Task RefreshAsync(CancellationToken cancellationToken)
    {
        await turn.WaitAsync(cancellationToken);
        try
        {
            if (askedAt is { } last && Stopwatch.GetElapsedTime(last) < Fresh)
            {
                return;
            }

            askedAt = Stopwatch.GetTimestamp();
            using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            patience.CancelAfter(Patience);
            await AskAsync(patience.Token);
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            LogNotAsked(exception);
        }
        finally
        {
            turn.Release();
        }
    }

    public void Dispose() => turn.Dispose();

    private async Task AskAsync(CancellationToken cancellationToken)
    {
        if (backups.LastAt() is { } verified)
        {
            backupAge.Record((time.GetUtcNow() - verified).TotalSeconds);
        }

        await using var scope = scopes.CreateAsyncScope();
        foreach (var queue in scope.ServiceProvider.GetServices<IItemQueue>())
        {
            var name = new KeyValuePair<string, object?>("queue", queue.Kind);
            foreach (var (state, count) in await queue.CountAsync(cancellationToken))
            {
                items.Record(count, name, new("state", NameOf(state)));
            }

            var first = await queue.ListAsync(ItemState.Waiting, 1, cancellationToken);
            var waited = first is [{ NextAttemptAt: { } due }] ? time.GetUtcNow() - due : TimeSpan.Zero;
            age.Record(Math.Max(0, waited.TotalSeconds), name);
        }
    }

    private static string NameOf(ItemState state) => state switch
    {
        ItemState.Waiting => "waiting",
        ItemState.Running => "running",
        ItemState.Failed => "failed",
        _ => throw new ArgumentOutOfRangeException(nameof(state), state, null),
    };

    [LoggerMessage(Level = LogLevel.Warning, Message = "The queues could not be counted for the metrics")]
    private partial void LogNotAsked(Exception exception);
}
