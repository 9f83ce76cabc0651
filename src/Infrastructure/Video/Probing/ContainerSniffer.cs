using Picora.Domain.Media;

namespace Picora.Infrastructure.Video.Probing;

/// <summary>Tells containers apart by their first bytes, so that a tool opens a file as that and as nothing else.</summary>
internal static class ContainerSniffer
{
    /// <summary>How many bytes are looked at; a shorter file is looked at whole.</summary>
    public const int Length = 256;

    /// <summary>Null for what is none of them.</summary>
    public static MediaContainer? Sniff(ReadOnlySpan<byte> head) => head switch
    {
        _ when At(head, 4, "ftyp"u8) => At(head, 8, "qt  "u8) ? MediaContainer.QuickTime : MediaContainer.Mp4,
        // Films older than the type box begin with any other.
        _ when At(head, 4, "moov"u8) || At(head, 4, "mdat"u8) || At(head, 4, "wide"u8) || At(head, 4, "free"u8) || At(head, 4, "skip"u8) => MediaContainer.QuickTime,
        _ when At(head, 0, [0x1A, 0x45, 0xDF, 0xA3]) => head.IndexOf("webm"u8) > 0 ? MediaContainer.WebM : MediaContainer.Matroska,
        _ when At(head, 0, "RIFF"u8) && At(head, 8, "AVI "u8) => MediaContainer.Avi,
        _ when At(head, 0, "RIFF"u8) && At(head, 8, "WAVE"u8) => MediaContainer.Wav,
        _ when At(head, 0, "fLaC"u8) => MediaContainer.Flac,
        _ when At(head, 0, "OggS"u8) => MediaContainer.Ogg,
        _ when At(head, 0, "ID3"u8) || IsMpegFrame(head) => MediaContainer.Mp3,
        _ => null,
    };

    private static bool At(ReadOnlySpan<byte> head, int offset, ReadOnlySpan<byte> text) => head.Length >= offset + text.Length && head[offset..].StartsWith(text);

    // Eleven set bits and a layer; without one it would be AAC.
    private static bool IsMpegFrame(ReadOnlySpan<byte> head) => head.Length > 1 && head[0] == 0xFF && (head[1] & 0xE0) == 0xE0 && (head[1] & 0x06) != 0;
}
