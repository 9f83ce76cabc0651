namespace Picora.Infrastructure.Imaging.Inspection.Heif;

/// <summary>
/// Reads a table that a stranger wrote. Past its end everything reads as zero and <see cref="Overrun"/> stays set, so that one check at the
/// end of a table is enough; loops over a stated count must look at it, too.
/// </summary>
internal ref struct BigEndianReader(ReadOnlySpan<byte> bytes)
{
    private ReadOnlySpan<byte> rest = bytes;

    public bool Overrun { get; private set; }

    public readonly ReadOnlySpan<byte> Rest => rest;

    /// <param name="count">0 to 8 bytes.</param>
    public ulong Read(int count)
    {
        var value = 0UL;
        foreach (var part in Take(count))
        {
            value = (value << 8) | part;
        }

        return value;
    }

    public byte Byte() => (byte)Read(1);

    public ushort UInt16() => (ushort)Read(2);

    public uint UInt32() => (uint)Read(4);

    public ReadOnlySpan<byte> Take(int count)
    {
        if (count > rest.Length)
        {
            Overrun = true;
            rest = [];
            return [];
        }

        var taken = rest[..count];
        rest = rest[count..];
        return taken;
    }

    /// <summary>A text up to its zero byte.</summary>
    public ReadOnlySpan<byte> Text()
    {
        var end = rest.IndexOf((byte)0);
        var text = end < 0 ? rest : rest[..end];
        rest = rest[(end < 0 ? rest.Length : end + 1)..];
        return text;
    }
}
