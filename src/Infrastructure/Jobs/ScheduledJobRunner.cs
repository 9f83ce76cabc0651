using System.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Picora.Application.Abstractions;
using Picora.Domain;
using Picora.Domain.Administration;

namespace Picora.Infrastructure.Jobs;

/// <summary>Runs one scheduled job in a scope of its own, holds its lease meanwhile, and writes down how it went.</summary>
internal sealed partial class ScheduledJobRunner(
    IServiceScopeFactory scopes, JobMetrics metrics, IOptions<JobsOptions> options, TimeProvider time, ILogger<ScheduledJobRunner> logger)
{
    // A job that takes its node along each time is left alone until its next time comes.
    private const int MaxAttempts = 3;

    public async Task RunAsync(JobTurn turn, CancellationToken stoppingToken)
    {
        var startedAt = time.Now();
        var outcome = turn.Attempt > MaxAttempts
            ? new Outcome(Succeeded: false, $"Failed: {MaxAttempts} attempts did not come to an end, because the server was gone each time.")
            : await RunHeldAsync(turn, stoppingToken);
        await using var scope = scopes.CreateAsyncScope();
        var turns = scope.ServiceProvider.GetRequiredService<JobTurns>();
        if (outcome is null)
        {
            await turns.GiveBackAsync(turn);
        }
        else
        {
            await turns.EndAsync(turn, JobRun.Create(turn.Name, startedAt, time.Now(), outcome.Succeeded, outcome.Summary));
        }
    }

    /// <returns>Null when the run was cut off because this node stops.</returns>
    private async Task<Outcome?> RunHeldAsync(JobTurn turn, CancellationToken stoppingToken)
    {
        var started = Stopwatch.GetTimestamp();
        using var activity = PicoraActivities.Source.StartActivity(turn.Name);
        using var lost = CancellationTokenSource.CreateLinkedTokenSource(stoppingToken);
        using var over = new CancellationTokenSource();
        var keeping = KeepAsync(turn, lost, over.Token);
        try
        {
            var outcome = await RunAsync(turn.Name, lost.Token, stoppingToken);
            if (outcome is not null)
            {
                metrics.JobEnded(turn.Name, started, outcome.Succeeded);
                activity?.End(outcome.Succeeded ? null : "FAILED");
            }

            return outcome;
        }
        finally
        {
            await over.CancelAsync();
            await keeping;
        }
    }

    private async Task<Outcome?> RunAsync(string name, CancellationToken lost, CancellationToken stoppingToken)
    {
        try
        {
            await using var scope = scopes.CreateAsyncScope();
            var job = scope.ServiceProvider.GetServices<IScheduledJob>().First(candidate => string.Equals(candidate.Name, name, StringComparison.Ordinal));
            var summary = await job.RunAsync(lost);
            LogDone(name, summary);
            return new Outcome(Succeeded: true, summary);
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            return null;
        }
        catch (OperationCanceledException) when (lost.IsCancellationRequested)
        {
            return new Outcome(Succeeded: false, "Failed: another server has taken the run over, because this one could not say in time that it goes on.");
        }
        catch (Exception exception)
        {
            LogFailed(exception, name);
            return new Outcome(Succeeded: false, $"Failed: {exception.Message}");
        }
    }

    // Real time, not the application's clock: it is the work of this machine that takes it.
    private async Task KeepAsync(JobTurn turn, CancellationTokenSource lost, CancellationToken over)
    {
        const int RenewalsPerLease = 3;
        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(options.Value.LeaseSeconds) / RenewalsPerLease);
        try
        {
            while (await timer.WaitForNextTickAsync(over))
            {
                if (!await TryRenewAsync(turn, over))
                {
                    await lost.CancelAsync();
                    return;
                }
            }
        }
        catch (OperationCanceledException)
        {
            // The run has come to its end.
        }
    }

    private async Task<bool> TryRenewAsync(JobTurn turn, CancellationToken cancellationToken)
    {
        try
        {
            await using var scope = scopes.CreateAsyncScope();
            return await scope.ServiceProvider.GetRequiredService<JobTurns>().RenewAsync(turn, cancellationToken);
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            // The database may be back before the lease has run out.
            LogNotRenewed(exception, turn.Name);
            return true;
        }
    }

    private sealed record Outcome(bool Succeeded, string Summary);

    [LoggerMessage(Level = LogLevel.Debug, Message = "Job {Job}: {Summary}")]
    private partial void LogDone(string job, string summary);

    [LoggerMessage(Level = LogLevel.Error, Message = "Job {Job} failed")]
    private partial void LogFailed(Exception exception, string job);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The lease on job {Job} could not be renewed; trying again")]
    private partial void LogNotRenewed(Exception exception, string job);
}
