using System.Globalization;

namespace Picora.Benchmarks;

/// <summary>The values of one contender, one of each round.</summary>
internal sealed class Series(string name)
{
    private readonly List<double> values = [];

    public string Name => name;

    public double Median
    {
        get
        {
            var sorted = values.Order().ToList();
            return sorted.Count % 2 == 1 ? sorted[sorted.Count / 2] : (sorted[(sorted.Count / 2) - 1] + sorted[sorted.Count / 2]) / 2;
        }
    }

    public void Add(double value) => values.Add(value);

    /// <summary>One line: the median with its range, and how many times the other's median it is.</summary>
    public string Against(Series other, string format) => string.Create(
        CultureInfo.InvariantCulture,
        $"  {name,-44} {Text(Median, format),8}  ({Text(values.Min(), format)}–{Text(values.Max(), format)})   {Median / other.Median:0.00} ×");

    private static string Text(double value, string format) => value.ToString(format, CultureInfo.InvariantCulture);
}
