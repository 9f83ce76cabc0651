using System.Globalization;
using System.Text.RegularExpressions;

namespace Picora.Testing;

/// <summary>What a Prometheus server reads out of an answer of <c>/metrics</c>; refuses what one would refuse (text format 0.0.4).</summary>
public sealed partial class PrometheusScrape
{
    private static readonly string[] Parts = ["_bucket", "_sum", "_count"];

    private readonly Dictionary<string, double> samples = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> types = new(StringComparer.Ordinal);
    private readonly HashSet<string> seen = new(StringComparer.Ordinal);
    private string current = string.Empty;

    private PrometheusScrape(string text)
    {
        if (!text.EndsWith('\n'))
        {
            throw new FormatException("The last line has no end.");
        }

        foreach (var line in text.Split('\n')[..^1])
        {
            Read(line);
        }
    }

    /// <summary>Each metric with its type.</summary>
    public IReadOnlyDictionary<string, string> Types => types;

    /// <summary>Each line by its name and labels, as they were written.</summary>
    public IReadOnlyDictionary<string, double> Samples => samples;

    public static PrometheusScrape Parse(string text) => new(text);

    /// <summary>The sum over all series of a line that have these labels, such as <c>kind="image"</c>.</summary>
    public double Sum(string name, params string[] labels) => samples
        .Where(sample => sample.Key.Split('{')[0] == name && Array.TrueForAll(labels, label => sample.Key.Contains(label, StringComparison.Ordinal)))
        .Sum(sample => sample.Value);

    private void Read(string line)
    {
        if (line.StartsWith('#'))
        {
            ReadComment(line);
            return;
        }

        var match = SampleLine().Match(line);
        if (!match.Success)
        {
            throw new FormatException($"No sample: {line}");
        }

        var (name, labels) = (match.Groups[1].Value, match.Groups[2].Value);
        if (FamilyOf(name) != current)
        {
            throw new FormatException($"Not among the lines of its metric: {line}");
        }

        if (!samples.TryAdd(name + labels, Number(match.Groups[3].Value)))
        {
            throw new FormatException($"Twice: {line}");
        }
    }

    private void ReadComment(string line)
    {
        var words = line.Split(' ', 4);
        if (words is not ["#", "HELP" or "TYPE", var name, _] || !Name().IsMatch(name))
        {
            throw new FormatException($"Neither HELP nor TYPE: {line}");
        }

        var inOrder = words[1] == "HELP" ? name != current && seen.Add(name) : (name == current || seen.Add(name)) && Kind().IsMatch(words[3]) && types.TryAdd(name, words[3]);
        if (!inOrder)
        {
            throw new FormatException($"Out of order: {line}");
        }

        current = name;
    }

    private string FamilyOf(string name) => types.GetValueOrDefault(current) == "histogram"
        ? Parts.Where(part => name == current + part).Select(_ => current).FirstOrDefault(name)
        : name;

    private static double Number(string text) => text switch
    {
        "+Inf" => double.PositiveInfinity,
        "-Inf" => double.NegativeInfinity,
        _ => double.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture),
    };

    [GeneratedRegex("""^([a-zA-Z_:][a-zA-Z0-9_:]*)(\{[a-zA-Z_][a-zA-Z0-9_]*="(?:[^"\\\n]|\\["\\n])*"(?:,[a-zA-Z_][a-zA-Z0-9_]*="(?:[^"\\\n]|\\["\\n])*")*\})? ([^ ]+)$""")]
    private static partial Regex SampleLine();

    [GeneratedRegex("^[a-zA-Z_:][a-zA-Z0-9_:]*$")]
    private static partial Regex Name();

    [GeneratedRegex("^(counter|gauge|histogram)$")]
    private static partial Regex Kind();
}
