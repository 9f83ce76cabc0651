namespace Picora.Infrastructure.Imaging.Inspection.Avif;

/// <summary>What a <c>meta</c> box says: the items, where their bytes are, and how the primary one is to be shown.</summary>
internal sealed class AvifMeta
{
    private const int FullBoxHead = 4;

    private readonly Dictionary<uint, AvifItem> items = [];
    private readonly List<IsoBox> strangers = [];
    private AvifProperties properties = AvifProperties.None;
    private uint primary;

    public IReadOnlyCollection<AvifItem> Items => items.Values;

    /// <summary>Boxes that have no part in showing the picture.</summary>
    public IReadOnlyList<IsoBox> Strangers => strangers;

    public AvifItem? Primary => items.GetValueOrDefault(primary);

    /// <summary>The primary picture's size as seen; null when the file does not say.</summary>
    public (long Width, long Height)? Size => Primary is { IsPicture: true } item ? properties.SizeOf(item) : null;

    /// <summary>Null when the tables make no sense.</summary>
    public static AvifMeta? Parse(ReadOnlySpan<byte> payload, long offset)
    {
        var meta = new AvifMeta();
        return payload.Length >= FullBoxHead && meta.ParseBoxes(payload[FullBoxHead..], offset + FullBoxHead) ? meta : null;
    }

    private bool ParseBoxes(ReadOnlySpan<byte> bytes, long offset)
    {
        var inner = new AvifExtent(0, 0);
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
                    properties = AvifProperties.Parse(boxes.Payload, boxes.Current.PayloadOffset, ItemOf);
                    break;
                case "iloc":
                    locations = boxes.Payload;
                    break;
                case "idat":
                    inner = new AvifExtent(boxes.Current.PayloadOffset, boxes.Current.PayloadLength);
                    break;
                case "iinf" or "hdlr" or "iref" or "dinf" or "grpl":
                    break;
                default:
                    strangers.Add(boxes.Current);
                    break;
            }
        }

        return !boxes.Broken && (locations.IsEmpty || AvifLocations.Parse(locations, inner, ItemOf));
    }

    private AvifItem ItemOf(uint id)
    {
        if (!items.TryGetValue(id, out var item))
        {
            items[id] = item = new AvifItem();
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
