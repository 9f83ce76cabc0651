using Microsoft.Extensions.Options;
using Quartz;

namespace Picora.Infrastructure.Jobs;

/// <summary>When jobs run by their schedule, reckoned without asking the scheduler of any node. Real time, as Quartz has it.</summary>
internal sealed class CronSchedule(IOptions<JobsOptions> options)
{
    // How late a node may be with noting a firing before it counts as missed by all of them.
    private static readonly TimeSpan Late = TimeSpan.FromMinutes(1);

    public string Of(string name) => options.Value.ScheduleOf(name);

    public DateTimeOffset? Next(string name) => After(name, TimeProvider.System.GetUtcNow());

    /// <summary>Whether no node has noted a moment that has come since, because none was running or the database was away.</summary>
    /// <param name="firedFor">The newest moment that was noted; null when none ever was, which misses nothing.</param>
    public bool HasMissed(string name, DateTimeOffset? firedFor) =>
        firedFor is { } last && After(name, last) <= TimeProvider.System.GetUtcNow() - Late;

    private DateTimeOffset? After(string name, DateTimeOffset moment) => new CronExpression(Of(name), TimeZoneInfo.Utc).GetNextValidTimeAfter(moment);
}
