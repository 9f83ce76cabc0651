namespace Picora.Infrastructure.Imaging.Inspection.Heif;

/// <summary>The <c>iprp</c> box, as far as it decides the size at which an item is seen: extent, crop and quarter turns.</summary>
internal sealed class HeifProperties
{
    private readonly List<Property> properties = [];

    public static HeifProperties None { get; } = new();

    public static HeifProperties Parse(ReadOnlySpan<byte> payload, long offset, Func<uint, HeifItem> itemOf)
    {
        var parsed = new HeifProperties();
        var boxes = new IsoBoxes(payload, offset);
        while (boxes.MoveNext())
        {
            if (boxes.Current.Type is "ipco")
            {
                parsed.ParseList(boxes.Payload, boxes.Current.PayloadOffset);
            }
            else if (boxes.Current.Type is "ipma")
            {
                ParseAssociations(boxes.Payload, itemOf);
            }
        }

        return parsed;
    }

    /// <summary>Null when the item states no extent.</summary>
    public (long Width, long Height)? SizeOf(HeifItem item)
    {
        (long Width, long Height)? size = null;
        foreach (var index in item.Properties)
        {
            var property = index > 0 && index <= properties.Count ? properties[index - 1] : default;
            size = property.Kind switch
            {
                Kind.Extent => (property.Width, property.Height),
                Kind.Crop when size is { } full => (Math.Min(full.Width, property.Width), Math.Min(full.Height, property.Height)),
                Kind.QuarterTurn when size is { } upright => (upright.Height, upright.Width),
                _ => size,
            };
        }

        return size is { Width: > 0 and <= int.MaxValue, Height: > 0 and <= int.MaxValue } ? size : null;
    }

    private static void ParseAssociations(ReadOnlySpan<byte> payload, Func<uint, HeifItem> itemOf)
    {
        var reader = new BigEndianReader(payload);
        var version = reader.Byte();
        var wide = (reader.Read(3) & 1) != 0;
        var count = reader.UInt32();
        for (var i = 0U; i < count && !reader.Overrun; i++)
        {
            var item = itemOf(version < 1 ? reader.UInt16() : reader.UInt32());
            for (var left = reader.Byte(); left > 0 && !reader.Overrun; left--)
            {
                // The highest bit says that the property is essential.
                item.Properties.Add(wide ? reader.UInt16() & 0x7FFF : reader.Byte() & 0x7F);
            }
        }
    }

    private void ParseList(ReadOnlySpan<byte> payload, long offset)
    {
        var boxes = new IsoBoxes(payload, offset);
        while (boxes.MoveNext())
        {
            var reader = new BigEndianReader(boxes.Payload);
            properties.Add(boxes.Current.Type switch
            {
                "ispe" => ParseExtent(ref reader),
                "clap" => ParseCrop(ref reader),
                "irot" when (reader.Byte() & 1) == 1 => new Property(Kind.QuarterTurn, 0, 0),
                _ => default,
            });
        }
    }

    private static Property ParseExtent(ref BigEndianReader reader)
    {
        reader.Take(4);
        return new Property(Kind.Extent, reader.UInt32(), reader.UInt32());
    }

    private static Property ParseCrop(ref BigEndianReader reader)
    {
        var width = Fraction(reader.UInt32(), reader.UInt32());
        var height = Fraction(reader.UInt32(), reader.UInt32());
        return new Property(Kind.Crop, width, height);
    }

    private static long Fraction(uint numerator, uint denominator) => denominator == 0 ? 0 : numerator / denominator;

    private enum Kind
    {
        Irrelevant,
        Extent,
        Crop,
        QuarterTurn,
    }

    private readonly record struct Property(Kind Kind, long Width, long Height);
}
