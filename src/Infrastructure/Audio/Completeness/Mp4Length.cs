using System.Buffers.Binary;

namespace Picora.Infrastructure.Audio.Completeness;

/// <summary>The boxes of an MP4 file: whether each is there to its end, and the one that describes the others among them.</summary>
internal static class Mp4Length
{
    private const int HeaderBytes = 16;
    private const int LeastBytes = 8;
    private const int MostBoxes = 10_000;

    public static async Task<bool> IsWholeAsync(Stream file, CancellationToken cancellationToken)
    {
        var (at, described) = (0L, false);
        for (var boxes = 0; boxes < MostBoxes && at + LeastBytes <= file.Length; boxes++)
        {
            var header = await AudioCompleteness.ReadAsync(file, at, HeaderBytes, cancellationToken);
            described |= header.AsSpan(4).StartsWith("moov"u8);
            var size = BinaryPrimitives.ReadUInt32BigEndian(header) switch
            {
                // To the end of the file.
                0 => file.Length - at,
                1 when header.Length == HeaderBytes => BinaryPrimitives.ReadInt64BigEndian(header.AsSpan(8)),
                var usual => usual,
            };
            if (size < LeastBytes || size > file.Length - at)
            {
                return false;
            }

            at += size;
        }

        return described;
    }
}
