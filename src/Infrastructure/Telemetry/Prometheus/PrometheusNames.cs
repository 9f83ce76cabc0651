using System.Globalization;
using System.Text;
using Tag = System.Collections.Generic.KeyValuePair<string, object?>;

namespace Picora.Infrastructure.Telemetry.Prometheus;

/// <summary>
/// How an instrument and its tags are called in Prometheus: <c>http.server.request.duration</c> in <c>s</c> is
/// <c>http_server_request_duration_seconds</c>, counters end in <c>_total</c>. These are OpenTelemetry's rules.
/// </summary>
internal static class PrometheusNames
{
    private const string Total = "_total";

    private static readonly Dictionary<string, string> Units = new(StringComparer.Ordinal)
    {
        ["s"] = "seconds",
        ["ms"] = "milliseconds",
        ["By"] = "bytes",
        ["%"] = "percent",
        ["1"] = "ratio",
    };

    /// <param name="unit">Null or in braces for a mere count of things.</param>
    public static string Metric(string instrument, string? unit, bool isCounter)
    {
        var name = Clean(instrument, allowColon: true);
        if (unit is not null && Units.TryGetValue(unit, out var word) && !name.EndsWith("_" + word, StringComparison.Ordinal))
        {
            name = $"{name}_{word}";
        }

        return isCounter && !name.EndsWith(Total, StringComparison.Ordinal) ? name + Total : name;
    }

    /// <summary>The labels in the order of their names, escaped: <c>code="200",method="GET"</c>.</summary>
    public static string Labels(ReadOnlySpan<Tag> tags)
    {
        var labels = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var (key, value) in tags)
        {
            var (name, text) = (Clean(key, allowColon: false), Text(value));
            labels[name] = labels.TryGetValue(name, out var other) ? $"{other};{text}" : text;
        }

        return string.Join(',', labels.Select(label => $"{label.Key}=\"{Escape(label.Value, quotes: true)}\""));
    }

    /// <summary>Text behind <c># HELP</c>, or with <paramref name="quotes"/> between quotation marks.</summary>
    public static string Escape(string text, bool quotes)
    {
        var escaped = text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal);
        return quotes ? escaped.Replace("\"", "\\\"", StringComparison.Ordinal) : escaped;
    }

    public static string Number(double value) => value switch
    {
        double.PositiveInfinity => "+Inf",
        double.NegativeInfinity => "-Inf",
        _ => value.ToString("R", CultureInfo.InvariantCulture),
    };

    private static string Text(object? value) => value switch
    {
        null => string.Empty,
        bool flag => flag ? "true" : "false",
        IFormattable formattable => formattable.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString() ?? string.Empty,
    };

    private static string Clean(string name, bool allowColon)
    {
        var clean = new StringBuilder(name.Length + 1);
        foreach (var letter in name)
        {
            var fits = char.IsAsciiLetterOrDigit(letter) || (allowColon && letter == ':');
            if (fits || clean.Length == 0 || clean[^1] != '_')
            {
                clean.Append(fits ? letter : '_');
            }
        }

        return clean.Length > 0 && char.IsAsciiDigit(clean[0]) ? $"_{clean}" : clean.ToString();
    }
}
