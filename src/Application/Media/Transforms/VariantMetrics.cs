using System.Diagnostics;
using System.Diagnostics.Metrics;
using Picora.Domain;

namespace Picora.Application.Media.Transforms;

/// <summary>How long those wait who ask for a picture made to measure.</summary>
internal sealed class VariantMetrics
{
    private readonly Histogram<double> seconds;

    public VariantMetrics(IMeterFactory meters) => seconds = meters.Create("Picora.Variants").CreateHistogram<double>(
        "picora.variants.seconds", "s", "Time until a picture made to measure could be sent: stored ones, those made anew, and those that were not made.");

    /// <param name="started">A timestamp of <see cref="Stopwatch"/>.</param>
    public void Stored(long started) => Record(started, "stored");

    /// <param name="started">A timestamp of <see cref="Stopwatch"/>.</param>
    /// <param name="error">Null when it was made.</param>
    public void Made(long started, Error? error) => Record(started, error is null ? "made" : "failed");

    private void Record(long started, string source) =>
        seconds.Record(Stopwatch.GetElapsedTime(started).TotalSeconds, new KeyValuePair<string, object?>("source", source));
}
