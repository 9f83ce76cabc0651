namespace Picora.Infrastructure.Imaging.Inspection.Heif;

/// <summary>What a <c>moov</c> box says about an animation.</summary>
internal sealed class HeifMovie
{
    private readonly List<IsoBox> strangers = [];
    private readonly List<HeifMeta> metas = [];

    /// <summary>Of the longest track of pictures; 0 when there is none.</summary>
    public long Frames { get; private set; }

    public (long Width, long Height) Size { get; private set; }

    /// <summary>The furthest start of a run of frames in the file.</summary>
    public ulong LastChunkOffset { get; private set; }

    public IReadOnlyList<IsoBox> Strangers => strangers;

    public IReadOnlyList<HeifMeta> Metas => metas;

    /// <summary>Null when the tables make no sense.</summary>
    public static HeifMovie? Parse(ReadOnlySpan<byte> payload, long offset)
    {
        var movie = new HeifMovie();
        return movie.ParseBoxes(payload, offset, new Track(), depth: 0) ? movie : null;
    }

    // The nesting is that of a well-formed file: moov > trak > mdia > minf > stbl; every step enters a smaller box.
    private bool ParseBoxes(ReadOnlySpan<byte> bytes, long offset, Track track, int depth)
    {
        var boxes = new IsoBoxes(bytes, offset);
        while (boxes.MoveNext())
        {
            var valid = boxes.Current.Type switch
            {
                "trak" => depth == 0 && ParseTrack(boxes.Payload, boxes.Current.PayloadOffset),
                "mdia" or "minf" or "stbl" => depth is > 0 and < 4 && ParseBoxes(boxes.Payload, boxes.Current.PayloadOffset, track, depth + 1),
                "meta" => ParseMeta(boxes.Payload, boxes.Current.PayloadOffset),
                _ => true,
            };
            if (!valid)
            {
                return false;
            }

            ParseTable(boxes.Current, boxes.Payload, track);
        }

        return !boxes.Broken;
    }

    private bool ParseTrack(ReadOnlySpan<byte> bytes, long offset)
    {
        var track = new Track();
        if (!ParseBoxes(bytes, offset, track, depth: 1))
        {
            return false;
        }

        if (track.IsPictures && track.Samples > Frames)
        {
            Frames = track.Samples;
            Size = (track.Width, track.Height);
        }

        LastChunkOffset = Math.Max(LastChunkOffset, track.LastChunk);
        return true;
    }

    private bool ParseMeta(ReadOnlySpan<byte> payload, long offset)
    {
        if (HeifMeta.Parse(payload, offset) is not { } meta)
        {
            return false;
        }

        metas.Add(meta);
        return true;
    }

    private void ParseTable(IsoBox box, ReadOnlySpan<byte> payload, Track track)
    {
        switch (box.Type)
        {
            case "tkhd":
                // The last eight bytes, whole pixels in the upper halves.
                var sides = new BigEndianReader(payload.Length >= 8 ? payload[^8..] : []);
                (track.Width, track.Height) = (sides.UInt32() >> 16, sides.UInt32() >> 16);
                break;
            case "hdlr":
                track.IsPictures = payload.Length >= 12 && payload[8..12].SequenceEqual("pict"u8);
                break;
            case "stsz":
                var sizes = new BigEndianReader(payload);
                sizes.Take(8);
                track.Samples = sizes.UInt32();
                break;
            case "stco" or "co64":
                track.LastChunk = LastOffset(payload, box.Type is "stco" ? 4 : 8);
                break;
            case "udta" or "uuid" or "free" or "skip":
                strangers.Add(box);
                break;
        }
    }

    private static ulong LastOffset(ReadOnlySpan<byte> payload, int width)
    {
        var reader = new BigEndianReader(payload);
        reader.Take(4);
        var count = reader.UInt32();
        var last = 0UL;
        for (var i = 0U; i < count && !reader.Overrun; i++)
        {
            last = Math.Max(last, reader.Read(width));
        }

        return last;
    }

    private sealed class Track
    {
        public bool IsPictures { get; set; }

        public long Samples { get; set; }

        public long Width { get; set; }

        public long Height { get; set; }

        public ulong LastChunk { get; set; }
    }
}
