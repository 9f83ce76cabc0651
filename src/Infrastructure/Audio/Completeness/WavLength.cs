using System.Buffers.Binary;

namespace Picora.Infrastructure.Audio.Completeness;

/// <summary>The chunks of a WAVE file: whether the sound's is there to its end.</summary>
internal static class WavLength
{
    private const int HeaderBytes = 12;
    private const int ChunkHeaderBytes = 8;
    private const int MostChunks = 1000;

    public static async Task<bool> IsWholeAsync(Stream file, CancellationToken cancellationToken)
    {
        long at = HeaderBytes;
        for (var chunks = 0; chunks < MostChunks && at + ChunkHeaderBytes <= file.Length; chunks++)
        {
            var header = await AudioCompleteness.ReadAsync(file, at, ChunkHeaderBytes, cancellationToken);
            var size = BinaryPrimitives.ReadUInt32LittleEndian(header.AsSpan(4));
            if (header.AsSpan().StartsWith("data"u8))
            {
                // Whoever writes while it records cannot say how long it will be.
                return size is 0 or uint.MaxValue || at + ChunkHeaderBytes + size <= file.Length;
            }

            at += ChunkHeaderBytes + size + (size % 2);
        }

        return false;
    }
}
