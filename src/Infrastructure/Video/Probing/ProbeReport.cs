using System.Text.Json;
using System.Text.Json.Serialization;

namespace Picora.Infrastructure.Video.Probing;

/// <summary>What ffprobe says of a file, in its own words.</summary>
internal sealed record ProbeReport(IReadOnlyList<ProbedStream>? Streams, ProbedFormat? Format)
{
    private static readonly JsonSerializerOptions Json = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        NumberHandling = JsonNumberHandling.AllowReadingFromString,
    };

    /// <summary>Null when it says nothing that can be read.</summary>
    public static ProbeReport? Parse(string text)
    {
        try
        {
            return JsonSerializer.Deserialize<ProbeReport>(text, Json);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}

internal sealed record ProbedFormat(string? Duration, string? BitRate, IReadOnlyDictionary<string, string>? Tags);

internal sealed record ProbedStream(int Index, string? CodecType, string? CodecName)
{
    public int Width { get; init; }

    public int Height { get; init; }

    public string? SampleAspectRatio { get; init; }

    public string? FieldOrder { get; init; }

    public string? ColorTransfer { get; init; }

    public string? RFrameRate { get; init; }

    public string? AvgFrameRate { get; init; }

    public string? BitRate { get; init; }

    public string? Duration { get; init; }

    public int SampleRate { get; init; }

    public int Channels { get; init; }

    public IReadOnlyDictionary<string, int>? Disposition { get; init; }

    public IReadOnlyDictionary<string, string>? Tags { get; init; }

    public IReadOnlyList<ProbedSideData>? SideDataList { get; init; }
}

internal sealed record ProbedSideData(double? Rotation);
