using System.Buffers.Binary;
using System.Text;

namespace Picora.Infrastructure.Imaging.Inspection.Png;

/// <summary>A chunk's head: where it starts in the file, what it is, and how many bytes of data it has.</summary>
internal readonly record struct PngChunk(long Offset, string Type, uint DataLength)
{
    public const int HeadLength = 8;
    public const int CrcLength = 4;
    public const uint MaxDataLength = int.MaxValue;

    public long Length => HeadLength + (long)DataLength + CrcLength;

    /// <summary>Decoders must not go on past a damaged critical chunk; they skip a damaged ancillary one.</summary>
    public bool IsCritical => char.IsAsciiLetterUpper(Type[0]);

    public bool HasValidType => Type.All(char.IsAsciiLetter);

    public static PngChunk Read(long offset, ReadOnlySpan<byte> head) =>
        new(offset, Encoding.Latin1.GetString(head.Slice(4, 4)), BinaryPrimitives.ReadUInt32BigEndian(head));
}
