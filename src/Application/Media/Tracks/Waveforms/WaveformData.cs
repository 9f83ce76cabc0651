using System.Text.Json;
using System.Text.Json.Serialization;
using Picora.Domain.Media.Tracks;

namespace Picora.Application.Media.Tracks.Waveforms;

/// <summary>A waveform as the program audiowaveform writes it (format 2), which players read as it is.</summary>
/// <param name="SamplesPerPixel">How many samples each point stands for.</param>
/// <param name="Bits">Of each number in <paramref name="Data"/>: 8, from -128 to 127.</param>
/// <param name="Length">How many points there are.</param>
/// <param name="Data">The least and the greatest sample of each point, one after the other.</param>
public sealed record WaveformData(
    [property: JsonPropertyName("version")] int Version,
    [property: JsonPropertyName("channels")] int Channels,
    [property: JsonPropertyName("sample_rate")] int SampleRate,
    [property: JsonPropertyName("samples_per_pixel")] int SamplesPerPixel,
    [property: JsonPropertyName("bits")] int Bits,
    [property: JsonPropertyName("length")] int Length,
    [property: JsonPropertyName("data")] IReadOnlyList<int> Data)
{
    private const int FormatVersion = 2;

    internal static WaveformData Of(Peaks peaks) => new(
        FormatVersion, 1, peaks.SampleRate, peaks.SamplesPerPoint, 8, peaks.Length,
        [.. peaks.Points.SelectMany(point => new int[] { point.Least, point.Greatest })]);

    internal byte[] ToJson() => JsonSerializer.SerializeToUtf8Bytes(this);

    internal static ValueTask<WaveformData?> ReadAsync(Stream json, CancellationToken cancellationToken) =>
        JsonSerializer.DeserializeAsync<WaveformData>(json, cancellationToken: cancellationToken);
}
