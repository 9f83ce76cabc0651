using System.Buffers.Binary;

namespace Picora.Infrastructure.Imaging.Inspection.Exif;

/// <summary>The TIFF structure in memory that a stranger wrote: directories of entries, each with values or the place where they are.</summary>
internal readonly ref struct TiffBlock
{
    private const int EntryLength = 12;

    private readonly ReadOnlySpan<byte> bytes;
    private readonly bool little;

    private TiffBlock(ReadOnlySpan<byte> bytes, bool little)
    {
        this.bytes = bytes;
        this.little = little;
    }

    public bool IsEmpty => bytes.IsEmpty;

    /// <summary>Where the first directory is.</summary>
    public uint First => UInt32(bytes[4..]);

    /// <summary>Empty when the bytes are no TIFF structure.</summary>
    public static TiffBlock Open(ReadOnlySpan<byte> bytes) => bytes switch
    {
        { Length: < 8 } => default,
        _ when bytes.StartsWith("II*\0"u8) => new TiffBlock(bytes, little: true),
        _ when bytes.StartsWith("MM\0*"u8) => new TiffBlock(bytes, little: false),
        _ => default,
    };

    public ushort UInt16(ReadOnlySpan<byte> at) => little ? BinaryPrimitives.ReadUInt16LittleEndian(at) : BinaryPrimitives.ReadUInt16BigEndian(at);

    public uint UInt32(ReadOnlySpan<byte> at) => little ? BinaryPrimitives.ReadUInt32LittleEndian(at) : BinaryPrimitives.ReadUInt32BigEndian(at);

    /// <summary>The values of a directory's first entry of this kind; empty when there is none, or it makes no sense.</summary>
    public TiffValues Find(uint directory, ushort tag)
    {
        if (directory > bytes.Length - 2)
        {
            return default;
        }

        var start = bytes[(int)directory..];
        var entries = start[2..];
        for (var left = UInt16(start); left > 0 && entries.Length >= EntryLength; left--, entries = entries[EntryLength..])
        {
            if (UInt16(entries) == tag)
            {
                return Values(entries[..EntryLength]);
            }
        }

        return default;
    }

    private TiffValues Values(ReadOnlySpan<byte> entry)
    {
        var (type, count) = (UInt16(entry[2..]), UInt32(entry[4..]));
        var length = count * (ulong)TiffValues.SizeOf(type);
        if (length <= 4)
        {
            return new TiffValues(entry.Slice(8, (int)length), type, little);
        }

        var offset = UInt32(entry[8..]);
        return offset + length <= (ulong)bytes.Length ? new TiffValues(bytes.Slice((int)offset, (int)length), type, little) : default;
    }
}
