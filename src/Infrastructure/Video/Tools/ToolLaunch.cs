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
            "prlimit", $"--as={Text(options.MemoryMegabytes * Megabyte)}", $"--cpu={Text(CpuSeconds(call))}", $"--fsize={Text(call.MostFileBytes)}", "--core=0", "--nofile=256", "--",
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

    private static long CpuSeconds(ToolCall call) => call.MostWork is { } work
        ? (long)Math.Ceiling(work.TotalSeconds)
        : (long)Math.Ceiling(call.Limit.TotalSeconds) * Environment.ProcessorCount;

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);
}
