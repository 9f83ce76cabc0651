using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Picora.Application.Abstractions;
using Picora.Application.Administration;
using Quartz;

namespace Picora.Infrastructure.Jobs;

internal sealed class QuartzSchedule(ISchedulerFactory factory, IEnumerable<IScheduledJob> jobs, JobHistory history, IOptions<JobsOptions> options)
    : IJobSchedule
{
    public async Task<IReadOnlyList<ScheduledJobStatus>> ListAsync(CancellationToken cancellationToken)
    {
        var scheduler = await factory.GetScheduler(cancellationToken);
        var fired = await scheduler.QueryFireInstances(new FireInstanceQuery { State = FireInstanceState.Executing }, cancellationToken);
        var running = fired.Items.Select(instance => instance.JobKey?.Name).ToHashSet(StringComparer.Ordinal);
        var list = new List<ScheduledJobStatus>();
        foreach (var job in jobs)
        {
            var trigger = await scheduler.GetTrigger(new TriggerKey(job.Name), cancellationToken);
            var last = await history.LastAsync(job.Name, cancellationToken);
            list.Add(new ScheduledJobStatus(
                job.Name, job.Description, options.Value.ScheduleOf(job.Name), trigger?.NextFireTimeUtc, running.Contains(job.Name),
                last?.StartedAt, last?.Succeeded, last?.Summary));
        }

        return list;
    }

    public async Task<bool> TriggerAsync(string name, CancellationToken cancellationToken)
    {
        var scheduler = await factory.GetScheduler(cancellationToken);
        var key = new JobKey(name);
        if (!await scheduler.Exists(key, cancellationToken))
        {
            return false;
        }

        await scheduler.TriggerJob(key, cancellationToken: cancellationToken);
        return true;
    }
}
