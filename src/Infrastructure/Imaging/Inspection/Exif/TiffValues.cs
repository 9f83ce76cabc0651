using System.Buffers.Binary;

namespace Picora.Infrastructure.Imaging.Inspection.Exif;

/// <summary>The values of an entry, all of one type.</summary>
internal readonly ref struct TiffValues(ReadOnlySpan<byte> bytes, ushort type, bool little)
{
    private const ushort Byte = 1;
    private const ushort Text = 2;
    private const ushort Short = 3;
    private const ushort Long = 4;
    private const ushort Rational = 5;

    private readonly ReadOnlySpan<byte> bytes = bytes;

    public int Count => bytes.IsEmpty ? 0 : bytes.Length / SizeOf(type);

    /// <summary>In bytes; 0 for types that nobody here asks for.</summary>
    public static int SizeOf(ushort type) => type switch
    {
        Byte or Text => 1,
        Short => 2,
        Long => 4,
        Rational => 8,
        _ => 0,
    };

    /// <summary>A whole number; null when there are not as many, or they are something else.</summary>
    public uint? Number(int index = 0)
    {
        if (index >= Count)
        {
            return null;
        }

        return type switch
        {
            Byte => bytes[index],
            Short => UInt16(bytes[(index * 2)..]),
            Long => UInt32(bytes[(index * 4)..]),
            _ => null,
        };
    }

    public double? Fraction(int index = 0)
    {
        if (type != Rational || index >= Count)
        {
            return null;
        }

        var (above, below) = (UInt32(bytes[(index * 8)..]), UInt32(bytes[((index * 8) + 4)..]));
        return below == 0 ? null : (double)above / below;
    }

    /// <summary>A text up to its zero byte, without control characters; null when it is none or says nothing.</summary>
    public string? Words(int maxLength)
    {
        if (type != Text)
        {
            return null;
        }

        var end = bytes.IndexOf((byte)0);
        var text = System.Text.Encoding.UTF8.GetString(end < 0 ? bytes : bytes[..end]);
        var clean = string.Concat(text.Where(character => !char.IsControl(character) && !char.IsSurrogate(character))).Trim();
        return clean.Length == 0 ? null : clean[..Math.Min(clean.Length, maxLength)].TrimEnd();
    }

    private ushort UInt16(ReadOnlySpan<byte> at) => little ? BinaryPrimitives.ReadUInt16LittleEndian(at) : BinaryPrimitives.ReadUInt16BigEndian(at);

    private uint UInt32(ReadOnlySpan<byte> at) => little ? BinaryPrimitives.ReadUInt32LittleEndian(at) : BinaryPrimitives.ReadUInt32BigEndian(at);
}
