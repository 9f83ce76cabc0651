using Picora.Domain.Media;
using Picora.Infrastructure.Imaging.Inspection.Exif;

namespace Picora.Infrastructure.Imaging.Inspection.Jpeg;

/// <summary>
/// Which application segments go out to strangers: only what the picture needs to look right. EXIF, XMP, IPTC, maker notes, further
/// embedded pictures (MPF, JFXX) and everything unknown stay behind.
/// </summary>
internal sealed class JpegMetadata(LayoutEdits edits)
{
    private const int JfifHeaderLength = 14;
    private bool exifSeen;

    public Capture Capture { get; private set; } = Capture.Unknown;

    /// <param name="offset">Where the segment's marker starts in the file.</param>
    /// <param name="payload">What follows the segment's length.</param>
    public void Visit(byte marker, long offset, ReadOnlySpan<byte> payload)
    {
        var length = 4L + payload.Length;
        if (marker == JpegMarker.App1 && payload.StartsWith(ExifReader.Marker) && !exifSeen)
        {
            exifSeen = true;
            VisitExif(offset, length, payload);
        }
        else if (marker == JpegMarker.App0 && payload.StartsWith("JFIF\0"u8) && payload.Length > JfifHeaderLength)
        {
            edits.Replace(offset, length, WithoutThumbnail(payload));
        }
        else if (!IsNeeded(marker, payload))
        {
            edits.Drop(offset, length);
        }
    }

    private static bool IsNeeded(byte marker, ReadOnlySpan<byte> payload) => marker switch
    {
        JpegMarker.App0 => payload.StartsWith("JFIF\0"u8),
        JpegMarker.App2 => payload.StartsWith("ICC_PROFILE\0"u8),
        JpegMarker.App14 => payload.StartsWith("Adobe"u8),
        _ => false,
    };

    private void VisitExif(long offset, long length, ReadOnlySpan<byte> payload)
    {
        Capture = ExifReader.Read(payload);
        if (Capture.Orientation == ExifOrientation.Upright)
        {
            edits.Drop(offset, length);
            return;
        }

        byte[] own = [.. ExifReader.Marker, .. ExifOrientation.Minimal(Capture.Orientation)];
        // Nothing but the orientation is in there already, as in a public copy that comes back.
        if (!payload.SequenceEqual(own))
        {
            edits.Replace(offset, length, Segment(JpegMarker.App1, own));
        }
    }

    private static byte[] WithoutThumbnail(ReadOnlySpan<byte> jfif)
    {
        byte[] header = [.. jfif[..JfifHeaderLength]];
        (header[^2], header[^1]) = (0, 0);
        return Segment(JpegMarker.App0, header);
    }

    private static byte[] Segment(byte marker, byte[] payload) => [0xFF, marker, 0, (byte)(payload.Length + 2), .. payload];
}
