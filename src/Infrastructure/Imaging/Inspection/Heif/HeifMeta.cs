namespace Picora.Infrastructure.Imaging.Inspection.Heif;

/// <summary>What a <c>meta</c> box says: the items, where their bytes are, and how the primary one is to be shown.</summary>
internal sealed class HeifMeta
{
    private const int FullBoxHead = 4;

    private readonly Dictionary<uint, HeifItem> items = [];
    private readonly List<IsoBox> strangers = [];
    private HeifProperties properties = HeifProperties.None;
    private uint primary;

    public IReadOnlyCollection<HeifItem> Items => items.Values;

    /// <summary>Boxes that have no part in showing the picture.</summary>
    public IReadOnlyList<IsoBox> Strangers => strangers;

    public HeifItem? Primary => items.GetValueOrDefault(primary);

    /// <summary>The primary picture's size as seen; null when the file does not say.</summary>
    public (long Width, long Height)? Size => Primary is { IsPicture: true } item ? properties.SizeOf(item) : null;

    /// <summary>The sizes of everything that may be decoded for it: the picture, its tiles, its transparency.</summary>
    public IEnumerable<(long Width, long Height)> DecodedSizes =>
        items.Values.Where(item => item.IsPicture).Select(properties.SizeOf).OfType<(long Width, long Height)>();

    /// <summary>Null when the tables make no sense.</summary>
    public static HeifMeta? Parse(ReadOnlySpan<byte> payload, long offset)
    {
        var meta = new HeifMeta();
        return payload.Length >= FullBoxHead && meta.ParseBoxes(payload[FullBoxHead..], offset + FullBoxHead) ? meta : null;
    }

    private bool ParseBoxes(ReadOnlySpan<byte> bytes, long offset)
    {
        var inner = new HeifExtent(0, 0);
        ReadOnlySpan<byte> locations = [];
        var boxes = new IsoBoxes(bytes, offset);
        while (boxes.MoveNext())
        {
            switch (boxes.Current.Type)
            {
                case "pitm":
                    ParsePrimary(boxes.Payload);
                    break;
                case "iinf" when !ParseItemInfos(boxes.Payload, boxes.Current.PayloadOffset):
                    return false;
                case "iprp":
                    properties = HeifProperties.Parse(boxes.Payload, boxes.Current.PayloadOffset, ItemOf);
                    break;
                case "iloc":
                    locations = boxes.Payload;
                    break;
                case "idat":
                    inner = new HeifExtent(boxes.Current.PayloadOffset, boxes.Current.PayloadLength);
                    break;
                case "iinf" or "hdlr" or "iref" or "dinf" or "grpl":
                    break;
                default:
                    strangers.Add(boxes.Current);
                    break;
            }
        }

        return !boxes.Broken && (locations.IsEmpty || HeifLocations.Parse(locations, inner, ItemOf));
    }

    private HeifItem ItemOf(uint id)
    {
        if (!items.TryGetValue(id, out var item))
        {
            items[id] = item = new HeifItem();
        }

        return item;
    }

    private void ParsePrimary(ReadOnlySpan<byte> payload)
    {
        var reader = new BigEndianReader(payload);
        var version = reader.Byte();
        reader.Take(3);
        primary = version == 0 ? reader.UInt16() : reader.UInt32();
    }

    private bool ParseItemInfos(ReadOnlySpan<byte> payload, long offset)
    {
        var head = payload.Length > 0 && payload[0] == 0 ? FullBoxHead + 2 : FullBoxHead + 4;
        if (payload.Length < head)
        {
            return false;
        }

        var boxes = new IsoBoxes(payload[head..], offset + head);
        while (boxes.MoveNext())
        {
            var reader = new BigEndianReader(boxes.Payload);
            var version = reader.Byte();
            reader.Take(3);
            var id = version < 3 ? reader.UInt16() : reader.UInt32();
            reader.Take(2);
            var type = reader.Take(4);
            if (boxes.Current.Type is not "infe" || version < 2 || reader.Overrun)
            {
                return false;
            }

            ItemOf(id).Type = System.Text.Encoding.Latin1.GetString(type);
        }

        return !boxes.Broken;
    }
}
