using System.Diagnostics;
using Picora.Domain;

namespace Picora.Infrastructure.Video.Tools;

/// <summary>
/// Whether both tools are here and can do what is asked of them. What worked once is not tried again, because programs do not change under a
/// running server; what failed is tried again after a while.
/// </summary>
internal sealed class ToolAbilities(MediaToolRunner runner)
{
    private static readonly TimeSpan RetryAfter = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(20);
    private static readonly string[] NeededEncoders = [" libx264 ", " aac ", " mjpeg "];

    private volatile Answer? known;

    /// <summary>Null when they are; otherwise one sentence for anybody to read.</summary>
    public async Task<string?> WhatIsMissingAsync(CancellationToken cancellationToken)
    {
        if (known is not { } answer || (answer.Missing is not null && Stopwatch.GetElapsedTime(answer.AskedAt) > RetryAfter))
        {
            known = answer = new Answer(await AskAsync(cancellationToken), Stopwatch.GetTimestamp());
        }

        return answer.Missing;
    }

    private async Task<string?> AskAsync(CancellationToken cancellationToken)
    {
        var encoders = await runner.RunAsync(new ToolCall(MediaTool.Ffmpeg, ["-v", "error", "-encoders"], Limit), cancellationToken);
        var probe = await runner.RunAsync(new ToolCall(MediaTool.Ffprobe, ["-v", "error", "-version"], Limit), cancellationToken);
        if (!Ended(encoders) || !Ended(probe))
        {
            return "Videos and audio are refused: ffmpeg or ffprobe is not installed or does not start.";
        }

        return Array.TrueForAll(NeededEncoders, name => encoders.Value.Output.Contains(name, StringComparison.Ordinal))
            ? null
            : "Videos and audio are refused: this ffmpeg was built without libx264.";
    }

    private static bool Ended(Result<ToolAnswer> run) => run is { IsSuccess: true, Value.Succeeded: true };

    private sealed record Answer(string? Missing, long AskedAt);
}
