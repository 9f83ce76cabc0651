using Microsoft.Extensions.Options;
using Quartz;

namespace Picora.Infrastructure.Jobs;

/// <summary>Whether each schedule in the settings is one, and of a job that there is.</summary>
internal static class JobSchedulesCheck
{
    private const string Setting = $"{JobsOptions.Section}:{nameof(JobsOptions.Schedules)}";

    /// <exception cref="OptionsValidationException">One is not.</exception>
    public static void Demand(JobsOptions options)
    {
        var faults = options.Schedules.Select(schedule => Fault(schedule.Key, schedule.Value)).OfType<string>().ToList();
        if (faults.Count > 0)
        {
            throw new OptionsValidationException(Setting, typeof(JobsOptions), faults);
        }
    }

    private static string? Fault(string job, string cron)
    {
        if (!JobsOptions.DefaultSchedules.ContainsKey(job))
        {
            return $"{Setting}:{job} names no job; there are {string.Join(", ", JobsOptions.DefaultSchedules.Keys)}.";
        }

        if (!CronExpression.TryParse(cron, out var schedule))
        {
            return $"{Setting}:{job} must be a Quartz cron expression such as '0 30 3 * * ?', not '{cron}'.";
        }

        return schedule.WithTimeZone(TimeZoneInfo.Utc).GetNextValidTimeAfter(TimeProvider.System.GetUtcNow()) is null
            ? $"{Setting}:{job} never comes again: '{cron}'."
            : null;
    }
}
