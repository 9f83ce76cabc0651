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
    public bool Succeeded => ExitCode == 0;
}
