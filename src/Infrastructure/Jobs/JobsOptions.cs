using System.ComponentModel.DataAnnotations;

namespace Picora.Infrastructure.Jobs;

/// <summary>Settings under <c>Picora:Jobs</c>.</summary>
public sealed class JobsOptions
{
    public const string Section = "Picora:Jobs";

    /// <summary>Whether this node runs scheduled jobs and works on items. Off: it serves requests only.</summary>
    public bool Enabled { get; set; } = true;

    /// <summary>How many items of one kind this node works on at once; null for one per core.</summary>
    [Range(1, 256)]
    public int? Concurrency { get; set; }

    /// <summary>Seconds between looks for work that no signal announced.</summary>
    [Range(1, 3600)]
    public int PollSeconds { get; set; } = 5;

    /// <summary>Seconds after which a scheduled job whose node fell silent is run by another one. Default 60.</summary>
    [Range(3, 3600)]
    public int LeaseSeconds { get; set; } = 60;

    /// <summary>When scheduled jobs run: the job's name to a Quartz cron expression in UTC. Named ones replace the defaults.</summary>
    public Dictionary<string, string> Schedules { get; set; } = new(StringComparer.Ordinal);

    public static readonly IReadOnlyDictionary<string, string> DefaultSchedules = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["alert-quotas"] = "30 */5 * * * ?",
        ["expire-images"] = "20 * * * * ?",
        ["expire-plans"] = "0 * * * * ?",
        ["purge-documents"] = "0 55 * * * ?",
        ["purge-trash"] = "0 50 * * * ?",
        ["reconcile-quotas"] = "0 30 3 * * ?",
        ["sweep-accounts"] = "0 10 * * * ?",
        ["sweep-answers"] = "0 50 * * * ?",
        ["sweep-audit"] = "0 40 4 * * ?",
        ["sweep-bandwidth"] = "0 20 4 * * ?",
        ["sweep-exports"] = "0 15 * * * ?",
        ["sweep-mail"] = "0 50 4 * * ?",
        ["sweep-rate-limits"] = "0 5 * * * ?",
        ["sweep-tombstones"] = "0 35 4 * * ?",
        ["sweep-uploads"] = "0 * * * * ?",
        ["sweep-variants"] = "0 45 * * * ?",
        ["trim-variants"] = "0 20 * * * ?",
        ["warn-keys"] = "0 0 6 * * ?",
    };

    public string ScheduleOf(string jobName) =>
        Schedules.GetValueOrDefault(jobName) ?? DefaultSchedules.GetValueOrDefault(jobName)
        ?? throw new InvalidOperationException($"{Section}:Schedules:{jobName}: the job has no schedule.");
}
