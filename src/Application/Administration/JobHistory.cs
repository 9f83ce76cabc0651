using Microsoft.EntityFrameworkCore;
using Picora.Domain;
using Picora.Domain.Administration;

namespace Picora.Application.Administration;

/// <summary>Remembers the runs of scheduled jobs, the newest few of each.</summary>
public sealed class JobHistory(IAdministrationDb db)
{
    private const int KeptPerJob = 100;

    public Task<JobRun?> LastAsync(string jobName, CancellationToken cancellationToken) =>
        db.JobRuns.AsNoTracking().Where(run => run.JobName == jobName).OrderByDescending(run => run.StartedAt).FirstOrDefaultAsync(cancellationToken);

    /// <summary>Inside a unit of work.</summary>
    public async Task<Result<Success>> AddAsync(JobRun run, CancellationToken cancellationToken)
    {
        var oldest = await db.JobRuns.Where(known => known.JobName == run.JobName).OrderByDescending(known => known.StartedAt)
            .Skip(KeptPerJob - 1).Select(known => (DateTimeOffset?)known.StartedAt).FirstOrDefaultAsync(cancellationToken);
        if (oldest is { } limit)
        {
            await db.JobRuns.Where(known => known.JobName == run.JobName && known.StartedAt <= limit).ExecuteDeleteAsync(cancellationToken);
        }

        db.JobRuns.Add(run);
        return Success.Value;
    }
}
