using System.Buffers.Binary;
using System.Text;

namespace Picora.Infrastructure.Imaging.Inspection.Heif;

/// <summary>A box of the ISO base media file format: where it starts in the file, what it is, and how long it is with its head.</summary>
internal readonly record struct IsoBox(long Offset, string Type, int HeadLength, long Length)
{
    public const int MaxHeadLength = 16;

    private const int SmallHeadLength = 8;

    public long PayloadOffset => Offset + HeadLength;

    public long PayloadLength => Length - HeadLength;

    /// <summary>Null when the bytes are no head of a box that fits into what is available.</summary>
    /// <param name="head">The box's first bytes, at least as many of <see cref="MaxHeadLength"/> as there are.</param>
    /// <param name="available">From the box's start to the end of what holds it.</param>
    public static IsoBox? Read(ReadOnlySpan<byte> head, long offset, long available)
    {
        if (head.Length < SmallHeadLength)
        {
            return null;
        }

        var stated = BinaryPrimitives.ReadUInt32BigEndian(head);
        var type = Encoding.Latin1.GetString(head.Slice(4, 4));
        if (stated == 1)
        {
            return head.Length >= MaxHeadLength && BinaryPrimitives.ReadUInt64BigEndian(head[8..]) is var large
                && large >= MaxHeadLength && large <= (ulong)available
                    ? new IsoBox(offset, type, MaxHeadLength, (long)large)
                    : null;
        }

        // Zero means: up to the end.
        var length = stated == 0 ? available : stated;
        return length >= SmallHeadLength && length <= available ? new IsoBox(offset, type, SmallHeadLength, length) : null;
    }
}
