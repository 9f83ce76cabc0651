using Picora.Application.Abstractions;
using Picora.Application.Administration;
using Picora.Domain;

namespace Picora.Infrastructure.Jobs;

internal sealed class JobSchedule(
    IEnumerable<IScheduledJob> jobs, JobTurns turns, JobHistory history, CronSchedule schedule, IWorkSignal signal, TimeProvider time) : IJobSchedule
{
    public async Task<IReadOnlyList<ScheduledJobStatus>> ListAsync(CancellationToken cancellationToken)
    {
        var now = time.Now();
        var rows = await turns.ReadAsync(cancellationToken);
        var list = new List<ScheduledJobStatus>();
        foreach (var job in jobs)
        {
            var (row, last) = (rows.GetValueOrDefault(job.Name), await history.LastAsync(job.Name, cancellationToken));
            list.Add(new ScheduledJobStatus(job.Name, job.Description, schedule.Of(job.Name), schedule.Next(job.Name))
            {
                Running = row?.LeasedUntil >= now,
                Waiting = row?.WantedAt is not null,
                Paused = row?.Paused ?? false,
                LastRunAt = last?.StartedAt,
                LastSucceeded = last?.Succeeded,
                LastSummary = last?.Summary,
            });
        }

        return list;
    }

    public async Task<bool> TriggerAsync(string name, CancellationToken cancellationToken)
    {
        if (!IsKnown(name))
        {
            return false;
        }

        await turns.WantAsync(name, cancellationToken);
        signal.Wake(ScheduleWorker.Signal);
        return true;
    }

    public async Task<bool> PauseAsync(string name, bool paused, CancellationToken cancellationToken)
    {
        if (!IsKnown(name))
        {
            return false;
        }

        await turns.PauseAsync(name, paused, cancellationToken);
        return true;
    }

    private bool IsKnown(string name) => jobs.Any(job => string.Equals(job.Name, name, StringComparison.Ordinal));
}
