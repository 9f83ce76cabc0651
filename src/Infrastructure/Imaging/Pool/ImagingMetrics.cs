using System.Diagnostics.Metrics;
using Picora.Application.Abstractions;
using Picora.Domain;

namespace Picora.Infrastructure.Imaging.Pool;

/// <summary>What the pool tells whoever listens to <c>System.Diagnostics.Metrics</c>. A worker is named by its place, 0 and up.</summary>
internal sealed class ImagingMetrics
{
    public const string MeterName = "Picora.Imaging";

    private readonly Counter<long> jobs;
    private readonly Counter<long> failures;
    private readonly Counter<long> refusals;
    private readonly Counter<long> restarts;
    private readonly Histogram<double> seconds;
    private readonly UpDownCounter<long> waiting;
    private readonly UpDownCounter<long> pixels;

    public ImagingMetrics(IMeterFactory meters)
    {
        var meter = meters.Create(MeterName);
        jobs = meter.CreateCounter<long>("picora.imaging.jobs", "{job}", "Pictures that a worker was given.");
        failures = meter.CreateCounter<long>("picora.imaging.failures", "{job}", "Pictures that a worker did not finish, by code.");
        refusals = meter.CreateCounter<long>("picora.imaging.refusals", "{job}", "Pictures that found no worker in time.");
        restarts = meter.CreateCounter<long>("picora.imaging.restarts", "{process}", "Workers that were replaced.");
        seconds = meter.CreateHistogram<double>("picora.imaging.seconds", "s", "Time that a worker took over a picture.");
        waiting = meter.CreateUpDownCounter<long>("picora.imaging.queue.length", "{job}", "Pictures that wait for a worker.");
        pixels = meter.CreateUpDownCounter<long>("picora.imaging.pixels_in_flight", "{pixel}", "Pixels of the pictures that workers have in hand.");
    }

    public void Waits(RenderLane lane, int change) => waiting.Add(change, Tag(lane));

    public void Refused(RenderLane lane) => refusals.Add(1, Tag(lane));

    public void InFlight(long change) => pixels.Add(change);

    public void Replaced(int worker, bool wasAlive) => restarts.Add(1, Tag(worker), new("reason", wasAlive ? "recycled" : "died"));

    public void Done(int worker, RenderLane lane, TimeSpan took, Error? error)
    {
        jobs.Add(1, Tag(worker), Tag(lane));
        seconds.Record(took.TotalSeconds, Tag(worker), Tag(lane));
        if (error is not null)
        {
            failures.Add(1, Tag(worker), Tag(lane), new("code", error.Code));
        }
    }

    private static KeyValuePair<string, object?> Tag(RenderLane lane) => new("lane", lane == RenderLane.Live ? "live" : "background");

    private static KeyValuePair<string, object?> Tag(int worker) => new("worker", worker);
}
