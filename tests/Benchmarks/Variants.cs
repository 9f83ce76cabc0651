using System.Diagnostics;
using System.Globalization;

namespace Picora.Benchmarks;

/// <summary>Figure 5: how many variants that nobody has asked for before come over HTTP per second, beside IPX, at equal bytes.</summary>
internal static class Variants
{
    private const int Rounds = 5;
    private const int Requests = 24;
    private const int Clients = 4;
    private const int FirstWidth = 600;
    // The runtime compiles what turns out to be hot a second time.
    private const int WarmUp = 300;
    private const int WarmUpWidth = 1000;
    private const int TheirQuality = 80;
    private const int Samples = 4;
    private const int Herd = 200;
    private const int HerdRounds = 9;
    private const int HerdWarmUp = 60;
    private const int HerdWidth = 1801;

    // Nobody's limits count here, and the cache keeps what a server keeps.
    private static readonly string[] Settings =
        [$"--Picora:Imaging:Workers={Environment.ProcessorCount}", "--Picora:RateLimits:ColdTransformsPerMinute=1000000", "--Picora:Imaging:LiveQueueMegapixels=100000"];

    public static async Task MeasureAsync(Workplace place)
    {
        var picture = await place.PictureAsync(4000, 3000);
        using var picora = await PicoraServer.StartAsync(place, Settings, []);
        using var forgetful = await PicoraServer.StartAsync(place, [.. Settings, "--Picora:Imaging:DecodedMegabytes=0"], []);
        var port = ServerProcess.FreePort();
        using var ipx = await ServerProcess.StartAsync(
            "node", [Path.Combine(place.Peers, "variants.js"), Path.GetDirectoryName(picture)!, $"{port}"], port, place.Log("ipx"));
        var (url, _) = await picora.PublishAsync(picture);
        var (anew, _) = await forgetful.PublishAsync(picture);
        using var http = new HttpClient { Timeout = TimeSpan.FromMinutes(2) };
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"""

            5. Variants over HTTP: {Path.GetFileName(picture)}, {Clients} connections, each variant of another width and asked for once
               median of {Rounds} interleaved rounds of {Requests} (min–max), last column: against IPX; qualities that give equal bytes
               $ node {Path.GetRelativePath(".", place.Peers)}/variants.js {Path.GetRelativePath(".", Path.GetDirectoryName(picture)!)} PORT
               $ build/bench variants
            """));
        foreach (var format in (string[])["jpeg", "webp"])
        {
            await CompareAsync(
                http,
                new Contender($"IPX, {format}", ipx.Id, (width, quality) => new($"http://127.0.0.1:{port}/f_{format},q_{quality},w_{width}/{Path.GetFileName(picture)}")),
                new Contender($"Picora, {format}", picora.ProcessId, (width, quality) => new($"{url}?fmt={format}&q={quality}&w={width}")),
                new Contender($"Picora, {format}, each decoded anew", forgetful.ProcessId, (width, quality) => new($"{anew}?fmt={format}&q={quality}&w={width}")));
        }

        await HerdAsync(http, forgetful.ProcessId, width => new($"{anew}?fmt=webp&w={width}"));
    }

    private static async Task CompareAsync(HttpClient http, Contender theirs, params Contender[] ours)
    {
        var wanted = await BytesAsync(http, Samples, FirstWidth, width => theirs.Address(width, TheirQuality));
        var (quality, bytes) = await CalibrateAsync(http, wanted, ours[0].Address);
        var all = ours.Select(contender => (Contender: contender, Quality: quality)).Prepend((Contender: theirs, Quality: TheirQuality)).ToList();
        foreach (var (contender, used) in all)
        {
            await BytesAsync(http, WarmUp, WarmUpWidth, width => contender.Address(width, used));
        }

        for (var round = 0; round < Rounds; round++)
        {
            var width = FirstWidth + Samples + (round * Requests);
            foreach (var (contender, used) in all)
            {
                await contender.MeasureAsync(Requests, () => BytesAsync(http, Requests, width, wide => contender.Address(wide, used)));
            }
        }

        all.ForEach(one => Console.WriteLine(one.Contender.Rate.Against(theirs.Rate, "0.00")));
        all.ForEach(one => Console.WriteLine(one.Contender.Cost.Against(theirs.Cost, "0.0")));
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"  qualities {quality} and {TheirQuality}; bytes of {Samples} variants: {bytes} and {wanted}, {(double)bytes / wanted:0.000} ×"));
    }

    // The same variant asked for by many before it is there.
    private static async Task HerdAsync(HttpClient http, int process, Func<int, Uri> address)
    {
        var (one, many) = (new Contender("one request", process, (width, _) => address(width)), new Contender($"{Herd} requests at once", process, (width, _) => address(width)));
        var width = HerdWidth;
        for (var round = -HerdWarmUp; round < HerdRounds; round++)
        {
            foreach (var (contender, requests) in new[] { (one, 1), (many, Herd) })
            {
                var wide = width++;
                var work = () => Task.WhenAll(Enumerable.Range(0, requests).Select(_ => http.GetByteArrayAsync(address(wide))));
                await (round < 0 ? work() : contender.MeasureAsync(1, work));
            }
        }

        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"  one variant of up to 2,000 pixels, CPU ms of server and workers, median of {HerdRounds}"));
        Console.WriteLine(one.Cost.Against(one.Cost, "0"));
        Console.WriteLine(many.Cost.Against(one.Cost, "0"));
    }

    // The quality whose bytes come nearest.
    private static async Task<(int Quality, long Bytes)> CalibrateAsync(HttpClient http, long wanted, Func<int, int, Uri> ours)
    {
        var (low, high) = (30, 95);
        (int Quality, long Bytes) best = (0, 0);
        while (low <= high)
        {
            var quality = (low + high) / 2;
            var bytes = await BytesAsync(http, Samples, FirstWidth, width => ours(width, quality));
            if (best.Quality == 0 || Math.Abs(bytes - wanted) < Math.Abs(best.Bytes - wanted))
            {
                best = (quality, bytes);
            }

            (low, high) = bytes < wanted ? (quality + 1, high) : (low, quality - 1);
        }

        return best;
    }

    private static async Task<long> BytesAsync(HttpClient http, int count, int firstWidth, Func<int, Uri> address)
    {
        var total = 0L;
        await Parallel.ForEachAsync(
            Enumerable.Range(firstWidth, count),
            new ParallelOptions { MaxDegreeOfParallelism = Clients },
            async (width, token) => Interlocked.Add(ref total, (await http.GetByteArrayAsync(address(width), token)).Length));
        return total;
    }

    private sealed class Contender(string name, int process, Func<int, int, Uri> address)
    {
        public Func<int, int, Uri> Address => address;

        public Series Rate { get; } = new(name);

        public Series Cost { get; } = new($"{name}, CPU ms");

        public async Task MeasureAsync(int count, Func<Task> work)
        {
            var (started, before) = (Stopwatch.GetTimestamp(), CpuTime.OfTree(process));
            await work();
            Rate.Add(count / Stopwatch.GetElapsedTime(started).TotalSeconds);
            Cost.Add((CpuTime.OfTree(process) - before) * 1000 / count);
        }
    }
}
