using System.Diagnostics.Metrics;
using Picora.Domain;

namespace Picora.Infrastructure.Video.Transcoding;

/// <summary>What the conversion of videos tells whoever listens to <c>System.Diagnostics.Metrics</c>.</summary>
internal sealed class VideoMetrics
{
    public const string MeterName = "Picora.Video";

    private readonly Counter<long> videos;
    private readonly Counter<double> filmSeconds;
    private readonly Histogram<double> seconds;
    private readonly UpDownCounter<long> running;

    public VideoMetrics(IMeterFactory meters)
    {
        var meter = meters.Create(MeterName);
        videos = meter.CreateCounter<long>("picora.video.conversions", "{video}", "Videos that were worked on, by outcome.");
        filmSeconds = meter.CreateCounter<double>("picora.video.film_seconds", "s", "Length of the videos that were converted.");
        seconds = meter.CreateHistogram<double>("picora.video.seconds", "s", "Time that a conversion took.");
        running = meter.CreateUpDownCounter<long>("picora.video.running", "{video}", "Conversions that run.");
    }

    public void Begins() => running.Add(1);

    /// <param name="error">Null for one that went well; also null, with no film, for one that was stopped.</param>
    public void Ends(TimeSpan took, Error? error, TimeSpan? film)
    {
        running.Add(-1);
        videos.Add(1, new KeyValuePair<string, object?>("outcome", error?.Code ?? (film is null ? "STOPPED" : "OK")));
        seconds.Record(took.TotalSeconds);
        filmSeconds.Add(film?.TotalSeconds ?? 0);
    }
}
