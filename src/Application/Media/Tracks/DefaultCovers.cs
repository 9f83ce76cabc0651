using System.Text;
using Picora.Domain.Media.Tracks;

namespace Picora.Application.Media.Tracks;

/// <summary>The drawings that stand for audio files without a picture: one per format, in a colour of its own.</summary>
internal static class DefaultCovers
{
    private const string Note = """<path d="M212 356V176l148-32v176" fill="none" stroke="#fff" stroke-width="20" stroke-linejoin="round"/><circle cx="180" cy="356" r="34" fill="#fff"/><circle cx="328" cy="320" r="34" fill="#fff"/>""";

    private const string Wave = """<path d="M120 226v60M166 186v140M212 136v240M258 206v100M304 156v200M350 196v120M396 236v40" fill="none" stroke="#fff" stroke-width="22" stroke-linecap="round"/>""";

    private static readonly Dictionary<AudioFormat, ReadOnlyMemory<byte>> Drawings =
        Enum.GetValues<AudioFormat>().ToDictionary(format => format, format => (ReadOnlyMemory<byte>)Encoding.UTF8.GetBytes(Draw(format)));

    public static ReadOnlyMemory<byte> Of(AudioFormat format) => Drawings[format];

    private static string Draw(AudioFormat format) => $"""
        <svg xmlns="http://www.w3.org/2000/svg" width="512" height="512" viewBox="0 0 512 512"><rect width="512" height="512" fill="{Colour(format)}"/>{(format == AudioFormat.Wav ? Wave : Note)}<text x="256" y="472" fill="#fff" font-family="sans-serif" font-size="48" text-anchor="middle">{format.Extension().ToUpperInvariant()}</text></svg>
        """;

    private static string Colour(AudioFormat format) => format switch
    {
        AudioFormat.Mp3 => "#e8710a",
        AudioFormat.M4a => "#1a73e8",
        AudioFormat.Wav => "#5f6368",
        AudioFormat.Flac => "#188038",
        AudioFormat.Ogg => "#8430ce",
        _ => throw new ArgumentOutOfRangeException(nameof(format), format, null),
    };
}
