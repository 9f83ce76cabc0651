using System.Globalization;
using System.Text.Json;

namespace Picora.Testing.Media;

/// <summary>What ffprobe says of one piece of a rendition, by itself.</summary>
/// <param name="Start">In seconds, of the first picture.</param>
/// <param name="BeginsWithKey">Whether the first picture can be decoded without any other.</param>
public sealed record SegmentProbe(double Start, double End, bool BeginsWithKey, int Width, int Height, string? Sound)
{
    public static SegmentProbe Of(byte[] piece)
    {
        var path = Path.Combine(Path.GetTempPath(), $"picora-piece-{Guid.NewGuid():N}.ts");
        try
        {
            File.WriteAllBytes(path, piece);
            var report = JsonDocument.Parse(Clips.Output("ffprobe", "-v", "error", "-show_streams", "-show_packets", "-print_format", "json", path)).RootElement;
            var streams = report.GetProperty("streams").EnumerateArray().ToList();
            var film = streams.Single(stream => stream.Text("codec_type") == "video");
            var packets = report.GetProperty("packets").EnumerateArray().Where(packet => packet.Text("codec_type") == "video").ToList();
            var times = packets.ConvertAll(packet => double.Parse(packet.Text("pts_time"), CultureInfo.InvariantCulture));
            var step = packets.Max(packet => packet.TryGetProperty("duration_time", out _) ? double.Parse(packet.Text("duration_time"), CultureInfo.InvariantCulture) : 0);
            return new SegmentProbe(
                times.Min(), times.Max() + step, packets[0].Text("flags").StartsWith('K'), film.GetProperty("width").GetInt32(), film.GetProperty("height").GetInt32(),
                streams.Find(stream => stream.Text("codec_type") == "audio") is { ValueKind: JsonValueKind.Object } sound ? sound.Text("codec_name") : null);
        }
        finally
        {
            File.Delete(path);
        }
    }
}
