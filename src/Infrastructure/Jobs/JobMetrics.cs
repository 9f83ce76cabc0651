using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace Picora.Infrastructure.Jobs;

/// <summary>What background work tells whoever watches the server. Queues and jobs go by the names that <c>/v1/admin/jobs</c> shows.</summary>
internal sealed class JobMetrics
{
    private readonly Counter<long> items;
    private readonly Histogram<double> itemSeconds;
    private readonly Counter<long> jobs;
    private readonly Histogram<double> jobSeconds;

    public JobMetrics(IMeterFactory meters)
    {
        var meter = meters.Create("Picora.Jobs");
        items = meter.CreateCounter<long>("picora.queue.attempts", "{attempt}", "Attempts at items of a queue, by outcome; a failed one is tried again as long as its queue does.");
        itemSeconds = meter.CreateHistogram<double>("picora.queue.seconds", "s", "Time that an attempt at an item took.");
        jobs = meter.CreateCounter<long>("picora.jobs.runs", "{run}", "Runs of scheduled jobs, by outcome.");
        jobSeconds = meter.CreateHistogram<double>("picora.jobs.seconds", "s", "Time that a run of a scheduled job took.");
    }

    /// <param name="started">A timestamp of <see cref="Stopwatch"/>.</param>
    public void ItemEnded(string queue, long started, bool isSuccess)
    {
        items.Add(1, new("queue", queue), Outcome(isSuccess));
        itemSeconds.Record(Stopwatch.GetElapsedTime(started).TotalSeconds, new KeyValuePair<string, object?>("queue", queue));
    }

    /// <param name="started">A timestamp of <see cref="Stopwatch"/>.</param>
    public void JobEnded(string job, long started, bool isSuccess)
    {
        jobs.Add(1, new("job", job), Outcome(isSuccess));
        jobSeconds.Record(Stopwatch.GetElapsedTime(started).TotalSeconds, new KeyValuePair<string, object?>("job", job));
    }

    private static KeyValuePair<string, object?> Outcome(bool isSuccess) => new("outcome", isSuccess ? "ok" : "failed");
}
