using System.Buffers.Binary;
using Picora.Domain.Media;
using Picora.Infrastructure.Imaging.Inspection.Exif;

namespace Picora.Infrastructure.Imaging.Inspection.WebP;

/// <summary>
/// Which chunks go out to strangers: those that make the picture and its colours. EXIF, XMP and everything unknown stay behind; an
/// orientation goes out as EXIF of our own.
/// </summary>
internal sealed class WebPMetadata
{
    private const byte ExifFlag = 0x08;
    private const byte XmpFlag = 0x04;
    private const int RiffHeadLength = 8;

    private readonly LayoutEdits edits = new();
    private long dropped;
    private bool exifSeen;
    private bool exifIsMinimal;
    private (long Offset, byte Flags)? extended;

    public Capture Capture { get; private set; } = Capture.Unknown;

    /// <summary>How much of a chunk's data <see cref="Visit"/> wants to see.</summary>
    public static int Wanted(WebPChunk chunk) =>
        chunk.Type == WebPChunk.Exif ? (int)Math.Min(chunk.DataLength, ByteWindow.Capacity) : 0;

    public void Visit(WebPChunk chunk, ReadOnlySpan<byte> data)
    {
        if (chunk.Type == WebPChunk.Extended)
        {
            extended = (chunk.Offset + WebPChunk.HeadLength, data[0]);
        }

        // EXIF counts only in the extended form, as viewers have it.
        if (chunk.Type == WebPChunk.Exif && extended is not null && !exifSeen)
        {
            exifSeen = true;
            Capture = ExifReader.Read(data);
            exifIsMinimal = Capture.Orientation != ExifOrientation.Upright && data.SequenceEqual(ExifOrientation.Minimal(Capture.Orientation));
            if (exifIsMinimal)
            {
                return;
            }
        }

        if (!IsNeeded(chunk.Type))
        {
            edits.Drop(chunk.Offset, chunk.Length);
            dropped += chunk.Length;
        }
    }

    /// <param name="end">Where the RIFF container ends.</param>
    public LayoutEdits Edits(long end, long fileLength)
    {
        if (dropped > 0)
        {
            byte[] orientation = Capture.Orientation == ExifOrientation.Upright || exifIsMinimal ? [] : Exif();
            PatchHead(end - dropped + orientation.Length, keepsExif: exifIsMinimal || orientation.Length > 0);
            edits.Replace(end, fileLength - end, orientation);
        }

        return edits;
    }

    private static bool IsNeeded(uint type) =>
        type == WebPChunk.Lossy || type == WebPChunk.Lossless || type == WebPChunk.Extended || type == WebPChunk.Alpha
        || type == WebPChunk.Animation || type == WebPChunk.Frame || type == WebPChunk.ColourProfile;

    private void PatchHead(long newEnd, bool keepsExif)
    {
        var size = new byte[4];
        BinaryPrimitives.WriteUInt32LittleEndian(size, (uint)(newEnd - RiffHeadLength));
        edits.Replace(offset: 4, size.Length, size);
        if (extended is { } known)
        {
            var kept = known.Flags & ~(ExifFlag | XmpFlag);
            edits.Replace(known.Offset, 1, [(byte)(keepsExif ? kept | ExifFlag : kept)]);
        }
    }

    private byte[] Exif()
    {
        var block = ExifOrientation.Minimal(Capture.Orientation);
        var head = new byte[WebPChunk.HeadLength];
        "EXIF"u8.CopyTo(head);
        BinaryPrimitives.WriteInt32LittleEndian(head.AsSpan(4), block.Length);
        return [.. head, .. block];
    }
}
