using System.Diagnostics;

namespace Picora.Benchmarks;

/// <summary>Where everything lies: both sides keep their files below one folder, so on the same disk.</summary>
/// <param name="Host">The published server.</param>
/// <param name="Peers">The scripts of the other side, with their packages.</param>
internal sealed record Workplace(string Host, string Peers, string Folder)
{
    /// <summary>The first of the three load averages: more than the number of cores spoils absolute figures.</summary>
    public static string Load() => File.ReadAllText("/proc/loadavg").Split(' ')[0];

    /// <summary>An empty folder of this name.</summary>
    public string Empty(string name)
    {
        var folder = Path.Combine(Folder, name);
        if (Directory.Exists(folder))
        {
            Directory.Delete(folder, recursive: true);
        }

        Directory.CreateDirectory(folder);
        return folder;
    }

    public string Log(string name) => Path.Combine(Folder, name + ".log");

    /// <summary>A picture of the generator, made once.</summary>
    public async Task<string> PictureAsync(int width, int height)
    {
        Directory.CreateDirectory(Folder);
        var picture = Path.Combine(Folder, $"{width}x{height}.jpg");
        if (!File.Exists(picture))
        {
            await RunAsync("node", [Path.Combine(Peers, "picture.js"), picture, $"{width}", $"{height}", "88"]);
        }

        return picture;
    }

    /// <summary>Runs a program to its end and returns what it wrote.</summary>
    public static async Task<string> RunAsync(string program, IReadOnlyList<string> arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true })!;
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return process.ExitCode == 0
            ? output
            : throw new InvalidOperationException($"{program} {string.Join(' ', arguments)} ended with {process.ExitCode}: {output}");
    }
}
