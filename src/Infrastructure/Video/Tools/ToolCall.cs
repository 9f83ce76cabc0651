namespace Picora.Infrastructure.Video.Tools;

internal enum MediaTool
{
    Ffmpeg,
    Ffprobe,
}

/// <summary>One run of a tool.</summary>
/// <param name="Limit">Of real time; then it is ended.</param>
internal sealed record ToolCall(MediaTool Tool, IReadOnlyList<string> Arguments, TimeSpan Limit)
{
    /// <summary>Processor time that it may use; null for as much as goes into <see cref="Limit"/>.</summary>
    public TimeSpan? MostWork { get; init; }

    /// <summary>Whether somebody waits for it whose number nothing else bounds.</summary>
    public bool IsLook { get; init; }

    /// <summary>A look at a file that has just arrived. Half of the time as work: what was slow beside other work is told from what never ends.</summary>
    public static ToolCall Look(MediaTool tool, IReadOnlyList<string> arguments, MediaToolOptions options) =>
        new(tool, arguments, TimeSpan.FromSeconds(options.ProbeSeconds)) { MostWork = TimeSpan.FromSeconds(options.ProbeSeconds) / 2, IsLook = true };

    /// <summary>Where names of files are looked for; output goes nowhere else.</summary>
    public string Folder { get; init; } = "/";

    /// <summary>The longest file that it may write, in bytes.</summary>
    public long MostFileBytes { get; init; }

    /// <summary>Called with each line of its output as it comes; null collects them.</summary>
    public Action<string>? OnLine { get; init; }

    /// <summary>Reads its output to the end, as bytes; null for text.</summary>
    public Func<Stream, Task>? OnBytes { get; init; }
}

/// <summary>What became of a run that came to its end by itself.</summary>
/// <param name="Output">What it said, when it was collected.</param>
/// <param name="LastWords">The end of its error output.</param>
internal sealed record ToolAnswer(int ExitCode, string Output, string LastWords)
{
    private const int KilledBySignal = 128;
    private const int SigKill = 9;
    private const int SigXcpu = 24;

    public bool Succeeded => ExitCode == 0;

    /// <summary>By the machine, for its memory, or by somebody's hand.</summary>
    public bool WasKilled => ExitCode == KilledBySignal + SigKill;

    public bool UsedUpItsTime => ExitCode == KilledBySignal + SigXcpu;
}
