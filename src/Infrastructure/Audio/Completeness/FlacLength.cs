using System.Buffers.Binary;

namespace Picora.Infrastructure.Audio.Completeness;

/// <summary>The frames of a FLAC file: whether one that is whole, by its own checksum, ends where the file does.</summary>
internal static class FlacLength
{
    // "fLaC", a block's header, two lengths of blocks and that of the shortest frame; then the longest frame's.
    private const int LongestFrameAt = 4 + 4 + 4 + 3;
    private const int MostFrameBytes = 256 * 1024;
    private const int LeastFrameBytes = 9;
    private const int TagBytes = 128;

    // By chance, real sound looks like a frame's beginning once in 32,000 bytes.
    private const int MostTries = 64;

    private static readonly ushort[] Sums = [.. Enumerable.Range(0, 256).Select(value => Shift((ushort)(value << 8)))];

    public static int TailBytes(ReadOnlySpan<byte> head)
    {
        var longest = head.Length >= LongestFrameAt + 3 ? (int)(BinaryPrimitives.ReadUInt32BigEndian(head[(LongestFrameAt - 1)..]) & 0xFFFFFF) : 0;
        return (longest == 0 ? MostFrameBytes : Math.Min(longest, MostFrameBytes)) + TagBytes;
    }

    /// <param name="tail">The file's end, as long as the longest frame.</param>
    public static bool IsWhole(ReadOnlySpan<byte> tail)
    {
        // Some programs put a tag of another format behind it all.
        if (tail.Length > TagBytes && tail[^TagBytes..].StartsWith("TAG"u8))
        {
            tail = tail[..^TagBytes];
        }

        var tries = 0;
        for (var at = tail.Length - LeastFrameBytes; at >= 0 && tries < MostTries; at--)
        {
            if (tail[at] == 0xFF && (tail[at + 1] & 0xFE) == 0xF8)
            {
                tries++;
                if (Checksum(tail[at..]) == 0)
                {
                    return true;
                }
            }
        }

        return false;
    }

    // CRC-16 over a whole frame, its own included, comes to nothing.
    private static ushort Checksum(ReadOnlySpan<byte> frame)
    {
        ushort sum = 0;
        foreach (var value in frame)
        {
            sum = (ushort)((sum << 8) ^ Sums[(sum >> 8) ^ value]);
        }

        return sum;
    }

    private static ushort Shift(ushort sum)
    {
        for (var bit = 0; bit < 8; bit++)
        {
            sum = (ushort)((sum & 0x8000) == 0 ? sum << 1 : (sum << 1) ^ 0x8005);
        }

        return sum;
    }
}
