using System.Globalization;
using System.Text.RegularExpressions;

namespace Picora.Benchmarks;

/// <summary>Figure 3: how many times per second an original is read, beside nginx. Each server alone on one core, wrk on the other.</summary>
internal static partial class Delivery
{
    public const string ServerCore = "0";
    private const string WrkCore = "1";
    private const int Rounds = 5;
    private const int Seconds = 3;
    private const int WarmUpSeconds = 8;
    private const int Connections = 64;

    // Sides of pictures whose files have about the sizes that are named.
    private static readonly (string Name, int Width, int Height)[] Pictures = [("10 KB", 176, 128), ("100 KB", 620, 460), ("1 MB", 2100, 1575)];

    public static async Task MeasureAsync(Workplace place)
    {
        var files = place.Empty("delivery");
        using var picora = await PicoraServer.StartAsync(place, "taskset", "-c", ServerCore);
        using var nginx = await NginxServer.StartAsync(place, files);
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"""

            3. Originals per second: {Connections} connections, each server alone on core {ServerCore}, wrk on core {WrkCore}
               median of {Rounds} interleaved rounds of {Seconds} s (min–max), last column: against the first line of its group
               $ {string.Join(' ', Command("URL", [])).Replace("-- ", string.Empty, StringComparison.Ordinal)}
               $ build/bench delivery
            """));
        foreach (var (name, width, height) in Pictures)
        {
            var picture = await place.PictureAsync(width, height);
            File.Copy(picture, Path.Combine(files, $"{width}.jpg"));
            var (url, signed) = await picora.PublishAsync(picture);
            var theirs = new Uri(nginx.Address, $"{width}.jpg");
            var size = string.Create(CultureInfo.InvariantCulture, $"{name} ({new FileInfo(picture).Length / 1e3:0.0} KB)");
            await CompareAsync(size, [new("nginx", theirs), new("Picora", url)]);
            if (string.Equals(name, "10 KB", StringComparison.Ordinal))
            {
                await CompareAsync($"304 for {size}", [new("nginx", theirs, await KnownAsync(theirs)), new("Picora", url, await KnownAsync(url))]);
                await CompareAsync($"who may, {size}", [new("Picora, anybody", url), new("Picora, signed", signed), new("Picora, by key", url, $"Authorization: Bearer {picora.ApiKey}")]);
            }
        }
    }

    private static async Task CompareAsync(string what, Contender[] contenders)
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

    private static async Task<double> RateAsync(Contender contender, int seconds)
    {
        var words = Command(contender.Url.ToString(), contender.Header is null ? [] : ["-H", contender.Header], seconds);
        var output = await Workplace.RunAsync(words[0], words[1..]);
        if (output.Contains("Socket errors", StringComparison.Ordinal) || output.Contains("Non-2xx", StringComparison.Ordinal))
        {
            throw new InvalidOperationException($"{contender.Rates.Name}: {output}");
        }

        return double.Parse(Rate().Match(output).Groups[1].Value, CultureInfo.InvariantCulture);
    }

    private static string[] Command(string url, string[] header, int seconds = Seconds) =>
        ["taskset", "-c", WrkCore, "wrk", "-t1", $"-c{Connections}", $"-d{seconds}s", .. header, url];

    private static async Task<string> KnownAsync(Uri url)
    {
        using var http = new HttpClient();
        using var response = await http.GetAsync(url);
        return $"If-None-Match: {response.Headers.ETag}";
    }

    [GeneratedRegex(@"Requests/sec:\s+([0-9.]+)")]
    private static partial Regex Rate();

    private sealed record Contender(string Name, Uri Url, string? Header = null)
    {
        public Series Rates { get; } = new(Name);
    }
}
