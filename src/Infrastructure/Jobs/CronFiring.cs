using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Picora.Application.Abstractions;
using Quartz;

namespace Picora.Infrastructure.Jobs;

/// <summary>
/// What Quartz runs on each node when a job's time has come: it notes that the job is wanted. All nodes do so, the first of them counts, and
/// any may then run the job.
/// </summary>
internal sealed partial class CronFiring(IServiceScopeFactory scopes, IWorkSignal signal, ILogger<CronFiring> logger) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default)
    {
        var name = context.JobDetail.Key.Name;
        try
        {
            await using var scope = scopes.CreateAsyncScope();
            await scope.ServiceProvider.GetRequiredService<JobTurns>()
                .FireAsync(name, context.ScheduledFireTimeUtc ?? context.FireTimeUtc, cancellationToken);
            signal.Wake(ScheduleWorker.Signal);
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            // Whoever next looks at the row sees that a moment of the schedule was missed.
            LogNotNoted(exception, name);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "It could not be noted that the time of job {Job} has come; it will be noted late")]
    private partial void LogNotNoted(Exception exception, string job);
}
