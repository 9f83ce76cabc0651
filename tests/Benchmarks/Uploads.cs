using System.Diagnostics;
using System.Globalization;

namespace Picora.Benchmarks;

/// <summary>Figure 2: how many uploads of 200 KB per second a server takes over 16 connections. Picora's are durable when they are answered.</summary>
internal static class Uploads
{
    private const int Rounds = 5;
    private const int Seconds = 5;

    // The runtime compiles what turns out to be hot a second time, with what it has learnt by then.
    private const int WarmUpSeconds = 60;

    public static async Task MeasureAsync(Workplace place)
    {
        var picture = await place.PictureAsync(850, 640);
        using var picora = await PicoraServer.StartAsync(place);
        using var peer = await PeerServer.StartAsync(place);
        var ours = new Contender("Picora, durable, SQLite", picora);
        var theirs = new Contender("express + multer + sharp, nothing flushed", peer);
        await RunAsync(place, picture, ours, WarmUpSeconds, "warm-up");
        await RunAsync(place, picture, theirs, WarmUpSeconds, "warm-up");
        for (var round = 1; round <= Rounds; round++)
        {
            foreach (var contender in new[] { ours, theirs })
            {
                var (run, cpuSeconds) = await RunAsync(place, picture, contender, Seconds, $"round-{round}");
                contender.Add(run, cpuSeconds);
            }
        }

        Print(place, picture, ours, theirs);
    }

    private static async Task<(Wrk Run, double CpuSeconds)> RunAsync(Workplace place, string picture, Contender contender, int seconds, string series)
    {
        // What the other one has left in the page cache is not this one's to write.
        using (var sync = Process.Start("sync"))
        {
            await sync.WaitForExitAsync();
        }

        var (stored, cpu) = (await contender.Server.CountAsync(), CpuTime.OfTree(contender.Server.ProcessId));
        var run = await Wrk.RunAsync(Path.Combine(place.Peers, "upload.lua"), picture, contender.Server, seconds, series);
        cpu = CpuTime.OfTree(contender.Server.ProcessId) - cpu;
        stored = await contender.Server.CountAsync() - stored;

        // wrk hangs up in the middle of its last uploads; of these, some are stored and none is counted.
        if (run.Refused > 0 || run.Created == 0 || stored < run.Created || stored > run.Created + Wrk.Connections)
        {
            throw new InvalidOperationException(
                $"{contender.Rate.Name}: {run.Created} created, {run.Refused} refused, but {stored} stored.");
        }

        return (run, cpu);
    }

    private static void Print(Workplace place, string picture, Contender ours, Contender theirs)
    {
        var script = Path.GetRelativePath(".", Path.Combine(place.Peers, "upload.lua"));
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"""

            2. Uploads per second: JPEG of {new FileInfo(picture).Length / 1000} KB, no two alike, {Wrk.Connections} connections
               median of {Rounds} interleaved rounds (min–max), last column: against express; all servers and wrk share the cores
               Picora makes no thumbnails here ({PicoraServer.Settings[0]}), because the other server makes none
               $ {Wrk.Command(script, Path.GetRelativePath(".", picture), "URL", Seconds)}
               $ build/bench uploads
            """));
        foreach (var (what, of, format) in Contender.Columns)
        {
            Console.WriteLine($"  {what}");
            Console.WriteLine(of(ours).Against(of(theirs), format));
            Console.WriteLine(of(theirs).Against(of(theirs), format));
        }
    }

    /// <summary>A server and what was measured of it.</summary>
    private sealed class Contender(string name, IUploadServer server)
    {
        public static readonly (string What, Func<Contender, Series> Of, string Format)[] Columns =
        [
            ("uploads per second", contender => contender.Rate, "0"),
            ("CPU milliseconds of the server per upload", contender => contender.Cost, "0.00"),
            ("median milliseconds of an upload", contender => contender.Median, "0.0"),
            ("99th percentile", contender => contender.P99, "0.0"),
        ];

        public IUploadServer Server => server;

        public Series Rate { get; } = new(name);

        private Series Cost { get; } = new(name);

        private Series Median { get; } = new(name);

        private Series P99 { get; } = new(name);

        public void Add(Wrk run, double cpuSeconds)
        {
            Rate.Add(run.Created / run.Seconds);
            Cost.Add(cpuSeconds * 1000 / run.Created);
            Median.Add(run.MedianMilliseconds);
            P99.Add(run.P99Milliseconds);
        }
    }
}
