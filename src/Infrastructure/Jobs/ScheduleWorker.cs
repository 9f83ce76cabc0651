using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Picora.Application.Abstractions;

namespace Picora.Infrastructure.Jobs;

/// <summary>Takes on scheduled jobs that are wanted, by the clock or by somebody on any node, and those whose node died in the middle.</summary>
internal sealed partial class ScheduleWorker(
    IServiceScopeFactory scopes, ScheduledJobRunner runner, CronSchedule schedule, WorkSignal signal, IOptions<JobsOptions> options, ILogger<ScheduleWorker> logger)
    : BackgroundService
{
    /// <summary>What announces to this node that a job is wanted.</summary>
    public const string Signal = "schedule";

    private readonly Dictionary<string, Task> running = new(StringComparer.Ordinal);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            foreach (var (name, _) in running.Where(run => run.Value.IsCompleted).ToList())
            {
                running.Remove(name);
            }

            foreach (var turn in await LookAsync(stoppingToken))
            {
                running[turn.Name] = Task.Run(() => RunAsync(turn, stoppingToken), CancellationToken.None);
            }

            await signal.WaitAsync(Signal, TimeSpan.FromSeconds(options.Value.PollSeconds), stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        await Task.WhenAll(running.Values);
    }

    private async Task RunAsync(JobTurn turn, CancellationToken stoppingToken)
    {
        try
        {
            await runner.RunAsync(turn, stoppingToken);
        }
        catch (Exception exception)
        {
            // The lease runs out, and some node takes the run over.
            LogBrokeOff(exception, turn.Name);
        }
        finally
        {
            signal.Wake(Signal);
        }
    }

    private async Task<IReadOnlyList<JobTurn>> LookAsync(CancellationToken cancellationToken)
    {
        var taken = new List<JobTurn>();
        try
        {
            await using var scope = scopes.CreateAsyncScope();
            var turns = scope.ServiceProvider.GetRequiredService<JobTurns>();
            await NoteMissedAsync(turns, cancellationToken);
            await TakeAsync(turns, taken, cancellationToken);
        }
        catch (Exception exception)
        {
            if (!cancellationToken.IsCancellationRequested)
            {
                LogLookFailed(exception);
            }
        }

        return taken;
    }

    // Of several moments that were missed, one run makes good.
    private async Task NoteMissedAsync(JobTurns turns, CancellationToken cancellationToken)
    {
        foreach (var row in (await turns.ReadAsync(cancellationToken)).Values.Where(row => !row.Paused && IsOurs(row.Name) && schedule.HasMissed(row.Name, row.FiredFor)))
        {
            await turns.FireAsync(row.Name, TimeProvider.System.GetUtcNow(), cancellationToken);
        }
    }

    private async Task TakeAsync(JobTurns turns, List<JobTurn> taken, CancellationToken cancellationToken)
    {
        foreach (var row in (await turns.ReadAsync(cancellationToken)).Values.Where(row => IsOurs(row.Name) && !running.ContainsKey(row.Name)))
        {
            if (await turns.TakeAsync(row, cancellationToken) is { } turn)
            {
                taken.Add(turn);
            }
        }
    }

    // A newer node may have jobs that this one does not know.
    private static bool IsOurs(string name) => JobsOptions.DefaultSchedules.ContainsKey(name);

    [LoggerMessage(Level = LogLevel.Error, Message = "Looking for scheduled jobs failed")]
    private partial void LogLookFailed(Exception exception);

    [LoggerMessage(Level = LogLevel.Error, Message = "The run of job {Job} broke off; its lease will run out")]
    private partial void LogBrokeOff(Exception exception, string job);
}
