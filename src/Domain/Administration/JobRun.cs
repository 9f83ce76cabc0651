namespace Picora.Domain.Administration;

/// <summary>One run of a scheduled job, kept for operators.</summary>
public sealed class JobRun
{
    public const int MaxNameLength = 64;
    public const int MaxSummaryLength = 1000;

    private JobRun(string id, string jobName, DateTimeOffset startedAt, DateTimeOffset finishedAt, bool succeeded, string summary)
    {
        Id = id;
        JobName = jobName;
        StartedAt = startedAt;
        FinishedAt = finishedAt;
        Succeeded = succeeded;
        Summary = summary;
    }

    public string Id { get; private set; }

    public string JobName { get; private set; }

    public DateTimeOffset StartedAt { get; private set; }

    public DateTimeOffset FinishedAt { get; private set; }

    public bool Succeeded { get; private set; }

    /// <summary>What the run did, or why it failed, in one sentence.</summary>
    public string Summary { get; private set; }

    public static JobRun Create(string jobName, DateTimeOffset startedAt, DateTimeOffset finishedAt, bool succeeded, string summary) =>
        new(NanoId.New(), jobName, startedAt, finishedAt, succeeded, summary.Length > MaxSummaryLength ? summary[..MaxSummaryLength] : summary);
}
