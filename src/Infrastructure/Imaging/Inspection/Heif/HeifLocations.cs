namespace Picora.Infrastructure.Imaging.Inspection.Heif;

/// <summary>The <c>iloc</c> box: where each item's bytes are.</summary>
internal static class HeifLocations
{
    private const int InFile = 0;
    private const int InMeta = 1;

    /// <summary>False when the table makes no sense.</summary>
    /// <param name="inner">The <c>idat</c> box's payload, which items may lie in.</param>
    public static bool Parse(ReadOnlySpan<byte> payload, HeifExtent inner, Func<uint, HeifItem> itemOf)
    {
        var reader = new BigEndianReader(payload);
        var version = reader.Byte();
        reader.Take(3);
        var sizes = new FieldSizes(version, reader.UInt16());
        if (version > 2 || !sizes.AreValid)
        {
            return false;
        }

        var count = version < 2 ? reader.UInt16() : reader.UInt32();
        for (var i = 0U; i < count && !reader.Overrun; i++)
        {
            var item = itemOf(version < 2 ? reader.UInt16() : reader.UInt32());
            if (!ParseItem(ref reader, sizes, inner, item))
            {
                return false;
            }
        }

        return !reader.Overrun;
    }

    private static bool ParseItem(ref BigEndianReader reader, FieldSizes sizes, HeifExtent inner, HeifItem item)
    {
        var method = sizes.Version == 0 ? InFile : reader.UInt16() & 0xF;
        var elsewhere = reader.UInt16() != 0;
        var start = reader.Read(sizes.Base);
        var count = reader.UInt16();
        for (var i = 0; i < count && !reader.Overrun; i++)
        {
            reader.Take(sizes.Index);
            var offset = UInt128.CreateChecked(start) + reader.Read(sizes.Offset);
            var length = reader.Read(sizes.Length);
            if (elsewhere || method > InMeta || length == 0 || offset + length > long.MaxValue)
            {
                return false;
            }

            if (method == InMeta && offset + length > (ulong)inner.Length)
            {
                return false;
            }

            item.Extents.Add(new HeifExtent((long)offset + (method == InMeta ? inner.Offset : 0), (long)length));
        }

        return true;
    }

    private readonly record struct FieldSizes(int Version, ushort Packed)
    {
        public int Offset => Packed >> 12;

        public int Length => (Packed >> 8) & 0xF;

        public int Base => (Packed >> 4) & 0xF;

        public int Index => Version == 0 ? 0 : Packed & 0xF;

        public bool AreValid => Offset is 0 or 4 or 8 && Length is 0 or 4 or 8 && Base is 0 or 4 or 8 && Index is 0 or 4 or 8;
    }
}
