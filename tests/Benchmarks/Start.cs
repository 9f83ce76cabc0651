using System.Diagnostics;
using System.Globalization;

namespace Picora.Benchmarks;

/// <summary>How long the published server takes until it is ready, and what it holds when nothing happens, on SQLite and a local folder.</summary>
internal static class Start
{
    private const int Rounds = 5;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan Idle = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(5);

    public static async Task MeasureAsync(Workplace place)
    {
        var (first, again) = (new Series("first start, which makes the database"), new Series("start on a database that is there"));
        for (var round = 0; round < Rounds; round++)
        {
            var folder = place.Empty("start");
            foreach (var series in (Series[])[first, again])
            {
                var started = Stopwatch.GetTimestamp();
                using var server = Launch(place, folder, out var address);
                series.Add(await UntilReadyAsync(server, address, started));
                await EndAsync(server);
            }
        }

        Console.WriteLine("Start to the first 200 of /health/ready, seconds:");
        Console.WriteLine(first.Against(again, "0.00"));
        Console.WriteLine(again.Against(again, "0.00"));
        await MeasureMemoryAsync(place);
    }

    private static async Task MeasureMemoryAsync(Workplace place)
    {
        using var server = Launch(place, Path.Combine(place.Folder, "start"), out var address);
        await UntilReadyAsync(server, address, Stopwatch.GetTimestamp());
        Console.WriteLine("Memory, MB, resident (of which the process's own):");
        Write("when ready", server.Id);
        using var idle = new PeriodicTimer(Idle);
        await idle.WaitForNextTickAsync();
        Write("after a minute of nothing", server.Id);
        foreach (var worker in Directory.EnumerateDirectories("/proc").Select(folder => Path.GetFileName(folder)).Where(id => ParentOf(id) == server.Id))
        {
            Write("  one of its imaging workers", int.Parse(worker, CultureInfo.InvariantCulture));
        }

        await EndAsync(server);
    }

    private static Process Launch(Workplace place, string folder, out Uri address)
    {
        address = new Uri($"http://127.0.0.1:{ServerProcess.FreePort()}");
        return Process.Start(new ProcessStartInfo(place.Host, [$"--urls={address}", $"--Picora:DataFolder={folder}"]) { RedirectStandardOutput = true })!;
    }

    private static async Task<double> UntilReadyAsync(Process server, Uri address, long started)
    {
        // What it says is read, so that it never waits for its reader.
        server.OutputDataReceived += (_, _) => { };
        server.BeginOutputReadLine();
        using var http = new HttpClient { BaseAddress = address };
        using var pause = new PeriodicTimer(Pause);
        while (Stopwatch.GetElapsedTime(started) < Patience && !server.HasExited)
        {
            try
            {
                if ((await http.GetAsync("/health/ready")).IsSuccessStatusCode)
                {
                    return Stopwatch.GetElapsedTime(started).TotalSeconds;
                }
            }
            catch (HttpRequestException)
            {
                // Nobody listens yet.
            }

            await pause.WaitForNextTickAsync();
        }

        throw new InvalidOperationException("The server does not get ready.");
    }

    private static async Task EndAsync(Process server)
    {
        using var kill = Process.Start("kill", ["-TERM", server.Id.ToString(CultureInfo.InvariantCulture)]);
        await server.WaitForExitAsync();
    }

    private static void Write(string when, int id)
    {
        var status = File.ReadAllLines($"/proc/{id}/status");
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  {when,-44} {Megabytes(status, "VmRSS:"),8:0.0} ({Megabytes(status, "RssAnon:"):0.0})"));
    }

    private static double Megabytes(string[] status, string name) =>
        double.Parse(status.First(line => line.StartsWith(name, StringComparison.Ordinal)).Split(' ', StringSplitOptions.RemoveEmptyEntries)[^2], CultureInfo.InvariantCulture) / 1024;

    private static int? ParentOf(string id)
    {
        try
        {
            return int.TryParse(id, CultureInfo.InvariantCulture, out _) && File.ReadAllText($"/proc/{id}/stat") is var text
                ? int.Parse(text[(text.LastIndexOf(')') + 2)..].Split(' ')[1], CultureInfo.InvariantCulture)
                : null;
        }
        catch (IOException)
        {
            // It has just ended.
            return null;
        }
    }
}
