using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Headers;

namespace Picora.Benchmarks;

/// <summary>Figure 7: resumable uploads beside @tus/server with its file store: 2 GiB in one PATCH, and files of a mebibyte one after another.</summary>
internal static class Resumable
{
    private const int Rounds = 5;
    private const int Seconds = 5;
    private const int WarmUpSeconds = 20;
    private const long Mebibyte = 1024 * 1024;
    private const long LargeBytes = 2048 * Mebibyte;

    public static async Task MeasureAsync(Workplace place)
    {
        var large = await LargeAsync(place);
        var small = await place.PictureAsync(850, 640);
        using var picora = await PicoraServer.StartAsync(place, [$"--Picora:Imaging:MaxBytes={4 * LargeBytes}"], []);
        using var peer = await TusPeer.StartAsync(place);
        var ours = new Side("Picora: SHA-256, durable, SQLite", picora, new Uri(picora.UploadUrl, "/v1/uploads"));
        var theirs = new Side("@tus/server, file store: neither", peer, peer.UploadUrl);
        Side[] sides = [ours, theirs];
        foreach (var side in sides)
        {
            await SendLargeAsync(side, large);
            await SendSmallAsync(place, side, small, WarmUpSeconds, "warm-up");
        }

        for (var round = 1; round <= Rounds; round++)
        {
            foreach (var side in sides)
            {
                side.Large.Add(LargeBytes / (double)Mebibyte / await SendLargeAsync(side, large));
                side.Small.Add(await SendSmallAsync(place, side, small, Seconds, $"round-{round}"));
            }
        }

        Print(ours, theirs);
    }

    private static void Print(Side ours, Side theirs)
    {
        Console.WriteLine($"""

            7. Resumable uploads (tus 1.0.0): median of {Rounds} interleaved rounds (min–max), last column: against @tus/server
               Picora has hashed, flushed, looked at and booked what it answers; the other server has written it. All share the cores
               $ curl -X PATCH -T 2-GiB-FILE URL
               $ {string.Join(' ', Small(Seconds, "build/bench-peers/tus.lua", "URL", "FILE", "SERIES", "KEY"))}
               $ build/bench tus
              MiB per second of one upload of 2 GiB
            {ours.Large.Against(theirs.Large, "0")}
            {theirs.Large.Against(theirs.Large, "0")}
              uploads of 1 MiB per second over 16 connections, POST and PATCH each
            {ours.Small.Against(theirs.Small, "0")}
            {theirs.Small.Against(theirs.Small, "0")}
              most memory ever held, MiB
              {ours.Small.Name,-44} {PeakMebibytes(ours),8}
              {theirs.Small.Name,-44} {PeakMebibytes(theirs),8}
            """);
    }

    // A small picture with a long tail: both sides take the bytes as they are.
    private static async Task<string> LargeAsync(Workplace place)
    {
        var picture = await File.ReadAllBytesAsync(await place.PictureAsync(320, 240));
        var file = Path.Combine(place.Folder, "two-gibibytes.jpg");
        await using var stream = File.Create(file);
        await stream.WriteAsync(picture);
        stream.SetLength(LargeBytes);
        return file;
    }

    /// <summary>The seconds that the PATCH takes.</summary>
    private static async Task<double> SendLargeAsync(Side side, string file)
    {
        using (var sync = Process.Start("sync"))
        {
            await sync.WaitForExitAsync();
        }

        using var http = new HttpClient();
        using var create = new HttpRequestMessage(HttpMethod.Post, side.Url);
        create.Headers.Authorization = new AuthenticationHeaderValue("Bearer", side.Server.ApiKey);
        create.Headers.Add("Tus-Resumable", "1.0.0");
        create.Headers.Add("Upload-Length", LargeBytes.ToString(CultureInfo.InvariantCulture));
        create.Headers.Add("Upload-Metadata", "filename cGhvdG8uanBn,filetype aW1hZ2UvanBlZw==");
        using var created = await http.SendAsync(create);
        created.EnsureSuccessStatusCode();
        var output = await Workplace.RunAsync("curl",
        [
            "-s", "-D", "-", "-w", "\ntime %{time_total} status %{http_code}", "-X", "PATCH", "-T", file, "-H", "Expect:", "-H", "Tus-Resumable: 1.0.0", "-H", "Upload-Offset: 0",
            "-H", "Content-Type: application/offset+octet-stream", "-H", $"Authorization: Bearer {side.Server.ApiKey}", new Uri(side.Url, created.Headers.Location!).ToString(),
        ]);
        var words = output.Split('\n')[^1].Split(' ');
        await side.ForgetAsync(http, output);
        return words is ["time", var seconds, "status", "204"]
            ? double.Parse(seconds, CultureInfo.InvariantCulture)
            : throw new InvalidOperationException($"{side.Large.Name}: {output}");
    }

    private static async Task<double> SendSmallAsync(Workplace place, Side side, string picture, int seconds, string series)
    {
        var before = await side.Server.CountAsync();
        var words = Small(seconds, Path.Combine(place.Peers, "tus.lua"), side.Url.ToString(), picture, $"{series}-{seconds}", side.Server.ApiKey);
        var output = await Workplace.RunAsync(words[0], words[1..]);
        var stored = await side.Server.CountAsync() - before;
        var run = output.Split('\n').Single(line => line.StartsWith("result ", StringComparison.Ordinal)).Split(' ', '=');
        var (created, refused, took) = (Number(run[2]), Number(run[4]), Number(run[6]));
        return refused == 0 && created > 0 && stored >= created && stored <= created + 32
            ? created / took
            : throw new InvalidOperationException($"{side.Small.Name}: {stored} stored; {output}");
    }

    private static string[] Small(int seconds, string script, string url, string file, string series, string key) =>
        ["wrk", "-t16", "-c16", $"-d{seconds}s", "--timeout", "10s", "-s", script, url, "--", file, series, key];

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);

    private static long PeakMebibytes(Side side)
    {
        var line = File.ReadLines($"/proc/{side.Server.ProcessId}/status").First(text => text.StartsWith("VmHWM:", StringComparison.Ordinal));
        return long.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture) / 1024;
    }

    private sealed record Side(string Name, IUploadServer Server, Uri Url)
    {
        public Series Large { get; } = new(Name);

        public Series Small { get; } = new(Name);

        /// <summary>Removes the large file again, so that the disk holds it once.</summary>
        public async Task ForgetAsync(HttpClient http, string answer)
        {
            if (Server is TusPeer peer)
            {
                await peer.ForgetAsync();
                return;
            }

            var id = answer.Split('\n').First(line => line.StartsWith("X-Picora-Resource-Id:", StringComparison.OrdinalIgnoreCase)).Split(' ')[1].Trim();
            http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", Server.ApiKey);
            using var session = await http.DeleteAsync(new Uri(Url, $"/v1/images/{id}"));
            session.EnsureSuccessStatusCode();
        }
    }
}
