using System.Globalization;

namespace Picora.Infrastructure.Video.Transcoding;

/// <summary>Reads how far ffmpeg has come from what it says with <c>-progress</c>.</summary>
internal sealed class ProgressLines(Action<TimeSpan> onProgress)
{
    private const string Time = "out_time_us=";

    /// <summary>How far it came.</summary>
    public TimeSpan Reached { get; private set; }

    /// <summary>The arguments that make ffmpeg say so.</summary>
    public static IReadOnlyList<string> Arguments => ["-progress", "pipe:1", "-stats_period", "1"];

    public void Read(string line)
    {
        if (line.StartsWith(Time, StringComparison.Ordinal)
            && long.TryParse(line.AsSpan(Time.Length), NumberStyles.None, CultureInfo.InvariantCulture, out var microseconds)
            && TimeSpan.FromMicroseconds(microseconds) is var now && now > Reached)
        {
            Reached = now;
            onProgress(now);
        }
    }
}
