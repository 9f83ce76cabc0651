using System.Buffers.Binary;

namespace Picora.Infrastructure.Audio.Completeness;

/// <summary>The description that encoders put into an MP3 file's first frame: whether as many bytes follow as it says. Files without one are taken as they are.</summary>
internal static class Mp3Length
{
    private const int TagHeaderBytes = 10;
    private const int FrameBytes = 4096;
    private const uint SaysBytes = 2;
    private const uint SaysFrames = 1;

    // Encoders differ in whether they count the describing frame itself.
    private const int Tolerance = 4096;

    public static async Task<bool> IsWholeAsync(Stream file, byte[] head, CancellationToken cancellationToken)
    {
        var start = head.AsSpan().StartsWith("ID3"u8) && head.Length >= TagHeaderBytes ? TagHeaderBytes + SafeLength(head.AsSpan(6, 4)) : 0;
        if (start >= file.Length)
        {
            return false;
        }

        var frame = await AudioCompleteness.ReadAsync(file, start, FrameBytes, cancellationToken);
        return BytesOf(frame) is not { } bytes || start + bytes <= file.Length + Tolerance;
    }

    // Seven bits of each byte.
    private static int SafeLength(ReadOnlySpan<byte> bytes) => (bytes[0] & 0x7F) << 21 | (bytes[1] & 0x7F) << 14 | (bytes[2] & 0x7F) << 7 | bytes[3] & 0x7F;

    private static long? BytesOf(ReadOnlySpan<byte> frame)
    {
        var at = frame.IndexOf("Xing"u8) is var variable and >= 0 ? variable : frame.IndexOf("Info"u8);
        if (at < 0 || frame.Length < at + 16)
        {
            return null;
        }

        var says = BinaryPrimitives.ReadUInt32BigEndian(frame[(at + 4)..]);
        return (says & SaysBytes) == 0 ? null : BinaryPrimitives.ReadUInt32BigEndian(frame[(at + 8 + ((says & SaysFrames) == 0 ? 0 : 4))..]);
    }
}
