using System.Globalization;
using System.Text.RegularExpressions;

namespace Picora.Benchmarks;

/// <summary>One run of wrk with the script that uploads.</summary>
/// <param name="MedianMilliseconds">How long an upload took.</param>
internal sealed partial record Wrk(long Created, long Refused, double Seconds, double MedianMilliseconds, double P99Milliseconds)
{
    public const int Connections = 16;

    public static string Command(string script, string picture, string url, int seconds, int connections = Connections) =>
        $"wrk -t1 -c{connections} -d{seconds}s --timeout 10s -s {script} {url} -- {picture} SERIES KEY";

    public static async Task<Wrk> RunAsync(string script, string picture, IUploadServer server, int seconds, string series, int connections = Connections)
    {
        var words = Command(script, picture, server.UploadUrl.ToString(), seconds, connections).Split(' ')[1..];
        var output = await Workplace.RunAsync(
            "wrk", [.. words.Select(word => word switch { "SERIES" => series, "KEY" => server.ApiKey, _ => word })]);
        var result = Result().Match(output);
        if (!result.Success || output.Contains("Socket errors", StringComparison.Ordinal))
        {
            throw new InvalidOperationException($"wrk failed: {output}");
        }

        double Number(string name) => double.Parse(result.Groups[name].Value, CultureInfo.InvariantCulture);
        return new Wrk((long)Number("created"), (long)Number("refused"), Number("seconds"), Number("p50"), Number("p99"));
    }

    [GeneratedRegex(@"^result created=(?<created>\d+) refused=(?<refused>\d+) seconds=(?<seconds>\S+) p50=(?<p50>\S+) p99=(?<p99>\S+)", RegexOptions.Multiline)]
    private static partial Regex Result();
}
