using System.Globalization;
using System.Text.RegularExpressions;

namespace Picora.Benchmarks;

/// <summary>Requests per second of several contenders in interleaved rounds: servers alone on one core, wrk on the other.</summary>
internal static partial class Contest
{
    public const string ServerCore = "0";
    public const string WrkCore = "1";
    public const int Rounds = 5;
    public const int Seconds = 3;
    public const int Connections = 64;

    private const int WarmUpSeconds = 8;

    public static string Conditions { get; } = string.Create(
        CultureInfo.InvariantCulture,
        $"{Connections} connections, each server alone on core {ServerCore}, wrk on core {WrkCore}\n   median of {Rounds} interleaved rounds of {Seconds} s (min–max), last column: against the first line of its group");

    public static async Task RunAsync(string what, params Contender[] contenders)
    {
        foreach (var contender in contenders)
        {
            await RateAsync(contender, WarmUpSeconds);
        }

        for (var round = 0; round < Rounds; round++)
        {
            foreach (var contender in contenders)
            {
                contender.Rates.Add(await RateAsync(contender, Seconds));
            }
        }

        Console.WriteLine($"  {what}");
        foreach (var contender in contenders)
        {
            Console.WriteLine(contender.Rates.Against(contenders[0].Rates, "0"));
        }
    }

    public static string[] Command(string url, string[] header, int seconds = Seconds) =>
        ["taskset", "-c", WrkCore, "wrk", "-t1", $"-c{Connections}", $"-d{seconds}s", .. header, url];

    private static async Task<double> RateAsync(Contender contender, int seconds)
    {
        var words = Command(contender.Url.ToString(), contender.Header is null ? [] : ["-H", contender.Header], seconds);
        var output = await Workplace.RunAsync(words[0], words[1..]);
        var isRefused = output.Contains("Non-2xx", StringComparison.Ordinal);
        if (output.Contains("Socket errors", StringComparison.Ordinal) || isRefused != contender.IsRefused)
        {
            throw new InvalidOperationException($"{contender.Rates.Name}: {output}");
        }

        return double.Parse(Rate().Match(output).Groups[1].Value, CultureInfo.InvariantCulture);
    }

    [GeneratedRegex(@"Requests/sec:\s+([0-9.]+)")]
    private static partial Regex Rate();
}

/// <param name="Header">Sent along; none when null.</param>
/// <param name="IsRefused">Whether the right answer is a refusal.</param>
internal sealed record Contender(string Name, Uri Url, string? Header = null, bool IsRefused = false)
{
    public Series Rates { get; } = new(Name);
}
