using System.Diagnostics;
using System.Globalization;

namespace Picora.Infrastructure.Video.Tools;

/// <summary>
/// How a tool is started: as the leader of a process group of its own, without network where the machine lets us take it away, at low priority,
/// limited in memory, processor time and the size of files, with the server's end as its own, and with nothing of the server's environment.
/// </summary>
internal static class ToolLaunch
{
    private const long Megabyte = 1024 * 1024;
    private const string SearchPath = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";

    /// <summary>Takes away the network: in a namespace of its own there is none. Not everywhere allowed.</summary>
    public static readonly IReadOnlyList<string> Isolation = ["unshare", "--user", "--map-current-user", "--net", "--"];

    public static ProcessStartInfo Describe(ToolCall call, MediaToolOptions options, bool isIsolated)
    {
        var program = call.Tool == MediaTool.Ffmpeg ? options.Ffmpeg : options.Ffprobe;
        string[] wrapped =
        [
            .. isIsolated ? Isolation : [],
            "nice", "-n", Text(options.Niceness),
            "prlimit", $"--as={Text(options.MemoryMegabytes * Megabyte)}", CpuLimit(call), $"--fsize={Text(call.MostFileBytes)}", "--core=0", "--nofile=256", "--",
            // Last of all: what changes credentials forgets it.
            "setpriv", "--pdeathsig", "KILL", "--",
            program, .. call.Arguments,
        ];
        return Bare("setsid", wrapped, call.Folder);
    }

    /// <summary>A process with pipes and an almost empty environment.</summary>
    public static ProcessStartInfo Bare(string program, IEnumerable<string> arguments, string folder)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = folder,
        };
        start.Environment.Clear();
        start.Environment["PATH"] = Environment.GetEnvironmentVariable("PATH") ?? SearchPath;
        start.Environment["LC_ALL"] = "C";
        // Else each thread reserves address space that it never uses.
        start.Environment["MALLOC_ARENA_MAX"] = "2";
        return start;
    }

    // The first of the two tells it so by a signal of its own, the second kills.
    private static string CpuLimit(ToolCall call)
    {
        var work = call.MostWork ?? (call.Limit * Environment.ProcessorCount);
        var seconds = (long)Math.Ceiling(work.TotalSeconds);
        return $"--cpu={Text(seconds)}:{Text(seconds + 1)}";
    }

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);
}
