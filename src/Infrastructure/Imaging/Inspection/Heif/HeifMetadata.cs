namespace Picora.Infrastructure.Imaging.Inspection.Heif;

/// <summary>
/// What goes out blank to strangers. The tables of an AVIF point at places in the file, so nothing may move: EXIF becomes an empty EXIF
/// block, everything else zeros.
/// </summary>
internal sealed class HeifMetadata(int maxBytes)
{
    private readonly LayoutEdits edits = new();
    private long blanked;

    // The offset of the TIFF head, the head, and then zeros: a directory without entries.
    private static byte[] EmptyExif => [0, 0, 0, 0, (byte)'I', (byte)'I', 42, 0, 8, 0, 0, 0];

    public void Blank(HeifMeta meta)
    {
        foreach (var item in meta.Items.Where(item => item.IsMetadata))
        {
            foreach (var extent in item.Extents)
            {
                var whole = item is { Type: "Exif", Extents.Count: 1 } && extent.Length >= EmptyExif.Length;
                Blank(extent.Offset, extent.Length, whole ? EmptyExif : []);
            }
        }

        Blank(meta.Strangers);
    }

    public void Blank(IEnumerable<IsoBox> boxes)
    {
        foreach (var box in boxes.Where(box => box.PayloadLength > 0))
        {
            if (box.Type is not ("free" or "skip"))
            {
                edits.Replace(box.Offset + 4, 4, [.. "free"u8]);
            }

            Blank(box.PayloadOffset, box.PayloadLength, []);
        }
    }

    public void Cut(long offset, long fileLength)
    {
        if (offset < fileLength)
        {
            edits.Drop(offset, fileLength - offset);
        }
    }

    /// <summary>Null when more would have to be blanked than one may.</summary>
    public LayoutEdits? Finish() => blanked <= maxBytes ? edits : null;

    private void Blank(long offset, long length, byte[] head)
    {
        blanked += length;
        if (blanked > maxBytes)
        {
            return;
        }

        if (head.Length > 0)
        {
            edits.Replace(offset, head.Length, head);
        }

        if (length > head.Length)
        {
            edits.Blank(offset + head.Length, length - head.Length);
        }
    }
}
