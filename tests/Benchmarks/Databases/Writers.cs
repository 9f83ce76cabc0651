using System.Globalization;

namespace Picora.Benchmarks.Databases;

/// <summary>Figure 9: what many writers at once mean for each of them on SQLite, and what it is worth that their commits share a flush.</summary>
internal static class Writers
{
    private const int Many = 32;
    private const int Seconds = 60;
    private const int AloneSeconds = 20;
    private const int WarmUpSeconds = 20;
    private const double MostMore = 50;

    public static async Task MeasureAsync(Workplace place)
    {
        var picture = await place.PictureAsync(160, 120);
        using var picora = await PicoraServer.StartAsync(place);
        await RunAsync(place, picture, picora, WarmUpSeconds, Many);
        var alone = await RunAsync(place, picture, picora, AloneSeconds, connections: 1);
        var together = await RunAsync(place, picture, picora, Seconds, Many);
        var script = Path.GetRelativePath(".", Path.Combine(place.Peers, "upload.lua"));
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"""

            9. Writers at once on SQLite: durable uploads of {new FileInfo(picture).Length / 1000} KB, no two alike; wrk and the server share the cores
               $ {Wrk.Command(script, Path.GetRelativePath(".", picture), "URL", Seconds, Many)}
               $ build/bench writers
              1 writer, {AloneSeconds} s        {Rate(alone),7:0}/s   median {alone.MedianMilliseconds:0.0} ms   99th percentile {alone.P99Milliseconds:0.0} ms   refused {alone.Refused}
              {Many} writers, {Seconds} s       {Rate(together),7:0}/s   median {together.MedianMilliseconds:0.0} ms   99th percentile {together.P99Milliseconds:0.0} ms   refused {together.Refused}
              more for the slowest hundredth: {together.P99Milliseconds - alone.P99Milliseconds:0.0} ms (under {MostMore:0} is wanted)
            """));
        await GroupCommits.MeasureAsync(place);
    }

    private static double Rate(Wrk run) => run.Created / run.Seconds;

    private static async Task<Wrk> RunAsync(Workplace place, string picture, PicoraServer picora, int seconds, int connections)
    {
        var stored = await picora.CountAsync();
        var run = await Wrk.RunAsync(Path.Combine(place.Peers, "upload.lua"), picture, picora, seconds, $"{connections}-{seconds}-{stored}", connections);
        stored = await picora.CountAsync() - stored;

        // wrk hangs up in the middle of its last uploads; of these, some are stored and none is counted.
        return run.Refused == 0 && run.Created > 0 && stored >= run.Created && stored <= run.Created + connections
            ? run
            : throw new InvalidOperationException($"{connections} writers: {run.Created} created, {run.Refused} refused, but {stored} stored.");
    }
}
