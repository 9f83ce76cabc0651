using System.Globalization;
using Picora.Domain.Media;

namespace Picora.Infrastructure.Video.Probing;

/// <summary>Makes facts of what ffprobe says, and believes no number that cannot be.</summary>
internal static class FactsReader
{
    private const int MostTags = 64;
    private const int MostTagLength = 2000;
    private const int MostRate = 1000;
    private static readonly TimeSpan MostDuration = TimeSpan.FromDays(7);

    public static MediaFacts Read(MediaContainer container, ProbeReport report)
    {
        var streams = report.Streams ?? [];
        var (stills, films) = (streams.Where(IsStill).ToList(), streams.Where(stream => Is(stream, "video") && !IsStill(stream)).ToList());
        var sounds = streams.Where(stream => Is(stream, "audio") && stream is { CodecName: not null, SampleRate: > 0, Channels: > 0 }).ToList();
        return new MediaFacts(
            container,
            Duration(report.Format?.Duration) ?? streams.Select(stream => Duration(stream.Duration)).Max(),
            Number(report.Format?.BitRate),
            [.. films.Where(IsSized).Select(Film)],
            [.. sounds.Select(stream => new AudioStream(stream.Index, stream.CodecName!, stream.SampleRate, stream.Channels, Number(stream.BitRate)))],
            [.. stills.Where(IsSized).Select(stream => new AttachedPicture(stream.Index, stream.CodecName!, new Dimensions(stream.Width, stream.Height)))],
            // Ogg carries them in the stream.
            Tags(Pairs(report.Format?.Tags).Concat(Pairs(sounds.FirstOrDefault()?.Tags))));
    }

    private static VideoStream Film(ProbedStream stream)
    {
        var (average, nominal) = (Rate(stream.AvgFrameRate), Rate(stream.RFrameRate));
        return new VideoStream(stream.Index, stream.CodecName!, Upright(stream), average ?? nominal, Number(stream.BitRate))
        {
            Duration = Duration(stream.Duration) ?? Written(stream.Tags?.GetValueOrDefault("DURATION")),
            IsUneven = average is { } mean && nominal is { } set && Math.Abs((mean.Value / set.Value) - 1) > 0.01,
            IsHighRange = stream.ColorTransfer is "smpte2084" or "arib-std-b67",
            IsInterlaced = stream.FieldOrder is "tt" or "bb" or "tb" or "bt",
        };
    }

    private static bool IsSized(ProbedStream stream) => stream is { CodecName: not null, Width: > 0, Height: > 0 };

    private static bool Is(ProbedStream stream, string type) => string.Equals(stream.CodecType, type, StringComparison.Ordinal);

    private static bool IsStill(ProbedStream stream) => Is(stream, "video") && stream.Disposition?.GetValueOrDefault("attached_pic") == 1;

    private static Dimensions Upright(ProbedStream stream)
    {
        var width = Ratio(stream.SampleAspectRatio, ':') is { } pixel && pixel.Value is > 0.1 and < 10
            ? (int)Math.Round(stream.Width * pixel.Value)
            : stream.Width;
        var turned = stream.SideDataList?.Select(data => data.Rotation).FirstOrDefault(rotation => rotation is not null) ?? 0;
        return Math.Abs(turned % 180) is > 45 and < 135 ? new Dimensions(stream.Height, width) : new Dimensions(width, stream.Height);
    }

    private static FrameRate? Rate(string? text) => Ratio(text, '/') is { Value: > 0.01 and < MostRate } rate ? rate : null;

    private static FrameRate? Ratio(string? text, char separator) =>
        text?.Split(separator) is [var left, var right]
        && int.TryParse(left, NumberStyles.None, CultureInfo.InvariantCulture, out var numerator)
        && int.TryParse(right, NumberStyles.None, CultureInfo.InvariantCulture, out var denominator)
        && numerator > 0 && denominator > 0
            ? new FrameRate(numerator, denominator)
            : null;

    private static TimeSpan? Duration(string? text) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var seconds) && seconds > 0
            ? seconds < MostDuration.TotalSeconds ? TimeSpan.FromSeconds(seconds) : MostDuration
            : null;

    // Matroska writes it into a tag, such as 00:00:02.040000000.
    private static TimeSpan? Written(string? text) =>
        TimeSpan.TryParseExact(text is { Length: > 8 } ? text[..8] : text, "hh\\:mm\\:ss", CultureInfo.InvariantCulture, out var whole) && whole > TimeSpan.Zero ? whole : null;

    private static long? Number(string? text) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0 ? number : null;

    private static IEnumerable<KeyValuePair<string, string>> Pairs(IReadOnlyDictionary<string, string>? tags) => tags ?? Enumerable.Empty<KeyValuePair<string, string>>();

    private static Dictionary<string, string> Tags(IEnumerable<KeyValuePair<string, string>> pairs)
    {
        var tags = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (name, value) in pairs.Where(pair => pair.Value.Length <= MostTagLength).Take(MostTags))
        {
            tags.TryAdd(name.ToLowerInvariant(), value.Replace("\0", string.Empty, StringComparison.Ordinal));
        }

        return tags;
    }
}
