using System.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Picora.Application.Abstractions;
using Picora.Application.Administration;
using Picora.Domain;
using Picora.Domain.Administration;
using Quartz;

namespace Picora.Infrastructure.Jobs;

/// <summary>Runs one scheduled job in a scope of its own and writes down how it went.</summary>
[DisallowConcurrentExecution]
internal sealed partial class ScheduledJobRunner(
    IServiceScopeFactory scopes, JobMetrics metrics, TimeProvider time, ILogger<ScheduledJobRunner> logger) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default)
    {
        var (name, startedAt, started) = (context.JobDetail.Key.Name, time.Now(), Stopwatch.GetTimestamp());
        await using var scope = scopes.CreateAsyncScope();
        using var activity = PicoraActivities.Source.StartActivity(name);
        var (succeeded, summary) = await RunAsync(scope.ServiceProvider, name, cancellationToken);
        metrics.JobEnded(name, started, succeeded);
        activity?.End(succeeded ? null : "FAILED");
        await using var recording = scopes.CreateAsyncScope();
        await recording.ServiceProvider.GetRequiredService<JobHistory>()
            .RecordAsync(JobRun.Create(name, startedAt, time.Now(), succeeded, summary), CancellationToken.None);
    }

    private async Task<(bool Succeeded, string Summary)> RunAsync(IServiceProvider services, string name, CancellationToken stop)
    {
        try
        {
            var job = services.GetServices<IScheduledJob>().First(candidate => string.Equals(candidate.Name, name, StringComparison.Ordinal));
            var summary = await job.RunAsync(stop);
            LogDone(name, summary);
            return (true, summary);
        }
        catch (Exception exception)
        {
            LogFailed(exception, name);
            return (false, $"Failed: {exception.Message}");
        }
    }

    [LoggerMessage(Level = LogLevel.Debug, Message = "Job {Job}: {Summary}")]
    private partial void LogDone(string job, string summary);

    [LoggerMessage(Level = LogLevel.Error, Message = "Job {Job} failed")]
    private partial void LogFailed(Exception exception, string job);
}
