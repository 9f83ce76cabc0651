using System.Buffers.Binary;
using Picora.Domain.Media;
using Picora.Infrastructure.Imaging.Inspection.Exif;

namespace Picora.Infrastructure.Imaging.Inspection.Tiff;

/// <summary>A directory of a file, whose values lie anywhere in it.</summary>
/// <param name="maxBytes">The most that is read for one entry.</param>
internal sealed class TiffDirectory(ByteWindow window, byte[] table, bool little, int maxBytes)
{
    private const int EntryLength = 12;

    /// <summary>Whether the values of all entries lie in the file, also of those that nobody here asks for.</summary>
    public bool IsWhole
    {
        get
        {
            for (var at = 0; at < table.Length; at += EntryLength)
            {
                var length = (long)UInt32(at + 4) * SizeOf(UInt16(at + 2));
                if (length > 4 && UInt32(at + 8) + length > window.Length)
                {
                    return false;
                }
            }

            return true;
        }
    }

    public async ValueTask<uint?> NumberAsync(TiffTag tag) => await NumbersAsync(tag) is { Count: > 0 } numbers ? numbers[0] : null;

    /// <summary>Null when there is no such entry, or its values are no whole numbers or outside of the file.</summary>
    public async ValueTask<IReadOnlyList<uint>?> NumbersAsync(TiffTag tag)
    {
        if (Find(tag) is not { } entry || await BytesAsync(entry) is not { } bytes)
        {
            return null;
        }

        var values = new TiffValues(bytes, entry.Type, little);
        var numbers = new uint[values.Count];
        for (var i = 0; i < numbers.Length; i++)
        {
            if (values.Number(i) is not { } number)
            {
                return null;
            }

            numbers[i] = number;
        }

        return numbers;
    }

    public async ValueTask<string?> WordsAsync(TiffTag tag) =>
        Find(tag) is { } entry && await BytesAsync(entry) is { } bytes ? new TiffValues(bytes, entry.Type, little).Words(Capture.MaxTextLength) : null;

    private static int SizeOf(ushort type) => type switch
    {
        1 or 2 or 6 or 7 => 1,
        3 or 8 => 2,
        4 or 9 or 11 or 13 => 4,
        5 or 10 or 12 => 8,
        _ => 0,
    };

    private Entry? Find(TiffTag tag)
    {
        for (var at = 0; at < table.Length; at += EntryLength)
        {
            if (UInt16(at) == (ushort)tag)
            {
                return new Entry(at + 8, UInt16(at + 2), UInt32(at + 4));
            }
        }

        return null;
    }

    private async ValueTask<byte[]?> BytesAsync(Entry entry)
    {
        var length = (long)entry.Count * TiffValues.SizeOf(entry.Type);
        if (length <= 4)
        {
            return table[entry.ValueAt..(entry.ValueAt + (int)length)];
        }

        return length <= maxBytes ? await window.ReadAtAsync(UInt32(entry.ValueAt), (int)length) : null;
    }

    private ushort UInt16(int at) =>
        little ? BinaryPrimitives.ReadUInt16LittleEndian(table.AsSpan(at)) : BinaryPrimitives.ReadUInt16BigEndian(table.AsSpan(at));

    private uint UInt32(int at) =>
        little ? BinaryPrimitives.ReadUInt32LittleEndian(table.AsSpan(at)) : BinaryPrimitives.ReadUInt32BigEndian(table.AsSpan(at));

    private readonly record struct Entry(int ValueAt, ushort Type, uint Count);
}
