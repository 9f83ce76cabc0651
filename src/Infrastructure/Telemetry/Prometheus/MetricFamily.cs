using System.Collections.Concurrent;
using Tag = System.Collections.Generic.KeyValuePair<string, object?>;

namespace Picora.Infrastructure.Telemetry.Prometheus;

internal enum MetricType
{
    Counter,
    Gauge,
    Histogram,
}

/// <summary>One metric as Prometheus knows it: a name, a type, and a series for each set of labels.</summary>
/// <param name="mostSeries">Past it, further sets of labels are added up together.</param>
internal sealed class MetricFamily(string name, string help, MetricType type, IReadOnlyList<double> boundaries, int mostSeries)
{
    public const string Overflow = "overflow=\"true\"";

    // Two ways to write the same labels (another order, another type of value) are one series.
    private readonly ConcurrentDictionary<string, MetricSeries> byLabels = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<Tag[], MetricSeries> byTags = new(TagComparer.Instance);

    public string Name => name;

    public string Help => help;

    public MetricType Type => type;

    public IReadOnlyList<double> Boundaries => boundaries;

    public IEnumerable<MetricSeries> Series => byLabels.OrderBy(entry => entry.Key, StringComparer.Ordinal).Select(entry => entry.Value);

    public MetricSeries Of(ReadOnlySpan<Tag> tags) =>
        byTags.GetAlternateLookup<ReadOnlySpan<Tag>>().TryGetValue(tags, out var known) ? known : Add(tags);

    /// <summary>Forgets all series, before they are observed anew.</summary>
    public void Clear()
    {
        byTags.Clear();
        byLabels.Clear();
    }

    private MetricSeries Add(ReadOnlySpan<Tag> tags)
    {
        if (byTags.Count >= mostSeries)
        {
            return byLabels.GetOrAdd(Overflow, Create);
        }

        var series = byLabels.GetOrAdd(PrometheusNames.Labels(tags), Create);
        byTags.TryAdd(tags.ToArray(), series);
        return series;
    }

    private MetricSeries Create(string labels) => new(labels, boundaries);
}
