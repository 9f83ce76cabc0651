using System.Globalization;
using System.Text;

namespace Picora.Infrastructure.Telemetry.Prometheus;

/// <summary>
/// Prometheus' text format 0.0.4: for each metric what it means and of which type it is, then its series, one per line. A histogram has a
/// line for each bucket, which counts what is not above its bound, and its sum and count.
/// </summary>
internal static class PrometheusText
{
    public static string Write(IEnumerable<MetricFamily> families)
    {
        var text = new StringBuilder();
        foreach (var family in families.OrderBy(family => family.Name, StringComparer.Ordinal))
        {
            Write(text, family);
        }

        return text.ToString();
    }

    private static void Write(StringBuilder text, MetricFamily family)
    {
        var series = family.Series.ToList();
        if (series.Count == 0)
        {
            return;
        }

        if (family.Help.Length > 0)
        {
            text.Append("# HELP ").Append(family.Name).Append(' ').Append(PrometheusNames.Escape(family.Help, quotes: false)).Append('\n');
        }

        text.Append("# TYPE ").Append(family.Name).Append(' ').Append(NameOf(family.Type)).Append('\n');
        foreach (var one in series)
        {
            if (family.Type == MetricType.Histogram)
            {
                WriteHistogram(text, family, one);
            }
            else
            {
                WriteLine(text, family.Name, one.Labels, PrometheusNames.Number(one.Read().Value));
            }
        }
    }

    private static void WriteHistogram(StringBuilder text, MetricFamily family, MetricSeries series)
    {
        var (sum, buckets) = series.Read();
        var (count, more) = (0L, series.Labels.Length > 0 ? series.Labels + "," : string.Empty);
        for (var i = 0; i < buckets.Length; i++)
        {
            count += buckets[i];
            var bound = i < family.Boundaries.Count ? family.Boundaries[i] : double.PositiveInfinity;
            WriteLine(text, family.Name + "_bucket", $"{more}le=\"{PrometheusNames.Number(bound)}\"", count.ToString(CultureInfo.InvariantCulture));
        }

        WriteLine(text, family.Name + "_sum", series.Labels, PrometheusNames.Number(sum));
        WriteLine(text, family.Name + "_count", series.Labels, count.ToString(CultureInfo.InvariantCulture));
    }

    private static void WriteLine(StringBuilder text, string name, string labels, string value)
    {
        text.Append(name);
        if (labels.Length > 0)
        {
            text.Append('{').Append(labels).Append('}');
        }

        text.Append(' ').Append(value).Append('\n');
    }

    private static string NameOf(MetricType type) => type switch
    {
        MetricType.Counter => "counter",
        MetricType.Gauge => "gauge",
        MetricType.Histogram => "histogram",
        _ => throw new ArgumentOutOfRangeException(nameof(type), type, null),
    };
}
