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
    private const int WarmUp = 72;
    private const int WarmUpWidth = 1000;
    private const int TheirQuality = 80;
    private const int Samples = 4;

    // Nobody's limits count here, and the cache keeps what a server keeps.
    private static readonly string[] Settings =
        [$"--Picora:Imaging:Workers={Environment.ProcessorCount}", "--Picora:Transforms:ColdPerMinute=1000000", "--Picora:Imaging:LiveQueueMegapixels=100000"];

    public static async Task MeasureAsync(Workplace place)
    {
        var picture = await place.PictureAsync(4000, 3000);
        using var picora = await PicoraServer.StartAsync(place, Settings, []);
        var port = ServerProcess.FreePort();
        using var ipx = await ServerProcess.StartAsync(
            "node", [Path.Combine(place.Peers, "variants.js"), Path.GetDirectoryName(picture)!, $"{port}"], port, place.Log("ipx"));
        var (url, _) = await picora.PublishAsync(picture);
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
            Uri Theirs(int width) => new($"http://127.0.0.1:{port}/f_{format},q_{TheirQuality},w_{width}/{Path.GetFileName(picture)}");
            Uri Ours(int width, int quality) => new($"{url}?fmt={format}&q={quality}&w={width}");
            await CompareAsync(http, format, (ipx.Id, Theirs), (picora.ProcessId, Ours));
        }
    }

    private static async Task CompareAsync(
        HttpClient http, string format, (int Process, Func<int, Uri> Address) theirs, (int Process, Func<int, int, Uri> Address) ours)
    {
        var wanted = await BytesAsync(http, Samples, FirstWidth, theirs.Address);
        var (quality, bytes) = await CalibrateAsync(http, wanted, ours.Address);
        var (ipx, picora) = (new Series($"IPX, {format}, quality {TheirQuality}"), new Series($"Picora, {format}, quality {quality}"));
        var (ipxCpu, picoraCpu) = (new Series("IPX, CPU ms per variant"), new Series("Picora, CPU ms per variant"));
        await BytesAsync(http, WarmUp, WarmUpWidth, theirs.Address);
        await BytesAsync(http, WarmUp, WarmUpWidth, width => ours.Address(width, quality));
        for (var round = 0; round < Rounds; round++)
        {
            var width = FirstWidth + Samples + (round * Requests);
            await MeasureAsync(ipx, ipxCpu, theirs.Process, () => BytesAsync(http, Requests, width, theirs.Address));
            await MeasureAsync(picora, picoraCpu, ours.Process, () => BytesAsync(http, Requests, width, wide => ours.Address(wide, quality)));
        }

        Console.WriteLine(ipx.Against(ipx, "0.00"));
        Console.WriteLine(picora.Against(ipx, "0.00"));
        Console.WriteLine(ipxCpu.Against(ipxCpu, "0.0"));
        Console.WriteLine(picoraCpu.Against(ipxCpu, "0.0"));
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  bytes of {Samples} variants: {bytes} and {wanted}, {(double)bytes / wanted:0.000} ×"));
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

    private static async Task MeasureAsync(Series rate, Series cpu, int process, Func<Task> work)
    {
        var (started, before) = (Stopwatch.GetTimestamp(), CpuTime.OfTree(process));
        await work();
        rate.Add(Requests / Stopwatch.GetElapsedTime(started).TotalSeconds);
        cpu.Add((CpuTime.OfTree(process) - before) * 1000 / Requests);
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
}
