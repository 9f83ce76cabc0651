namespace Picora.Infrastructure.Telemetry.Prometheus;

/// <summary>The measurements with one set of labels, added up.</summary>
/// <param name="labels">As they are written, without the braces; empty for none.</param>
/// <param name="boundaries">The upper bounds of a histogram's buckets; empty for anything else.</param>
internal sealed class MetricSeries(string labels, IReadOnlyList<double> boundaries)
{
    private readonly Lock turn = new();
    private readonly long[] buckets = new long[boundaries.Count + 1];
    private double value;

    public string Labels => labels;

    public void Add(double change)
    {
        lock (turn)
        {
            value += change;
        }
    }

    public void Set(double now)
    {
        lock (turn)
        {
            value = now;
        }
    }

    /// <summary>Counts a measurement in its bucket and adds it to the sum.</summary>
    public void Observe(double measured)
    {
        var bucket = 0;
        while (bucket < boundaries.Count && measured > boundaries[bucket])
        {
            bucket++;
        }

        lock (turn)
        {
            buckets[bucket]++;
            value += measured;
        }
    }

    /// <summary>The value, or a histogram's sum, with the counts of its buckets, the last one of which has no upper bound.</summary>
    public (double Value, long[] Buckets) Read()
    {
        lock (turn)
        {
            return (value, [.. buckets]);
        }
    }
}
