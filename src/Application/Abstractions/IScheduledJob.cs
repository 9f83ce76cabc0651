namespace Picora.Application.Abstractions;

/// <summary>Work that runs by the clock. Idempotent: a run that was cut off is simply run again.</summary>
public interface IScheduledJob
{
    /// <summary>The job's name in lists and routes, such as <c>reconcile-quotas</c>.</summary>
    string Name { get; }

    /// <summary>One sentence on what the job is for.</summary>
    string Description { get; }

    /// <summary>Does the work and says in one sentence what it did.</summary>
    Task<string> RunAsync(CancellationToken cancellationToken);
}

/// <summary>The scheduled jobs of this installation, as an operator sees and triggers them.</summary>
public interface IJobSchedule
{
    Task<IReadOnlyList<ScheduledJobStatus>> ListAsync(CancellationToken cancellationToken);

    /// <summary>Runs a job at once on some node, or once more if it is running. False when there is no such job.</summary>
    Task<bool> TriggerAsync(string name, CancellationToken cancellationToken);

    /// <summary>Stops a job's schedule on all nodes, or lets it go on. False when there is no such job.</summary>
    Task<bool> PauseAsync(string name, bool paused, CancellationToken cancellationToken);
}

/// <summary>A scheduled job and its last run, whichever node it runs on.</summary>
public sealed record ScheduledJobStatus(string Name, string Description, string Schedule, DateTimeOffset? NextRunAt)
{
    public bool Running { get; init; }

    /// <summary>Whether a run is wanted that has not begun.</summary>
    public bool Waiting { get; init; }

    /// <summary>Whether it runs only when somebody asks for it.</summary>
    public bool Paused { get; init; }

    public DateTimeOffset? LastRunAt { get; init; }

    public bool? LastSucceeded { get; init; }

    public string? LastSummary { get; init; }
}
