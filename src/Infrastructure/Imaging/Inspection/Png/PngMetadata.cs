using System.Buffers.Binary;
using Picora.Domain.Media;
using Picora.Infrastructure.Imaging.Inspection.Exif;

namespace Picora.Infrastructure.Imaging.Inspection.Png;

/// <summary>
/// Which chunks stay behind when a PNG goes out to strangers: EXIF, and texts that carry EXIF, IPTC or XMP. Everything else is left
/// alone, so that a file without personal metadata goes out byte for byte.
/// </summary>
internal sealed class PngMetadata(LayoutEdits edits)
{
    private static readonly string[] ProfileKeywords = ["XML:com.adobe.xmp", "Raw profile type ", "exif:", "xmp:", "iptc:", "photoshop:"];
    private static readonly string[] ColourProfiles = ["Raw profile type icc", "Raw profile type icm"];

    private bool exifSeen;

    public Capture Capture { get; private set; } = Capture.Unknown;

    /// <summary>How much of a chunk's data <see cref="Visit"/> wants to see.</summary>
    public static int Wanted(PngChunk chunk) => chunk.Type switch
    {
        "eXIf" => (int)Math.Min(chunk.DataLength, ByteWindow.Capacity),
        "tEXt" or "zTXt" or "iTXt" => (int)Math.Min(chunk.DataLength, 80),
        _ => 0,
    };

    public void Visit(PngChunk chunk, ReadOnlySpan<byte> data)
    {
        if (chunk.Type is "eXIf" && !exifSeen)
        {
            exifSeen = true;
            VisitExif(chunk, data);
        }
        else if (chunk.Type is "eXIf" || (chunk.Type is "tEXt" or "zTXt" or "iTXt" && IsProfile(data)))
        {
            edits.Drop(chunk.Offset, chunk.Length);
        }
    }

    private static bool IsProfile(ReadOnlySpan<byte> text)
    {
        Span<char> keyword = stackalloc char[text.Length];
        for (var i = 0; i < text.Length; i++)
        {
            keyword[i] = (char)text[i];
        }

        return StartsWithAny(keyword, ProfileKeywords) && !StartsWithAny(keyword, ColourProfiles);
    }

    private static bool StartsWithAny(ReadOnlySpan<char> text, string[] starts)
    {
        foreach (var start in starts)
        {
            if (text.StartsWith(start, StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }

        return false;
    }

    private void VisitExif(PngChunk chunk, ReadOnlySpan<byte> data)
    {
        Capture = ExifReader.Read(data);
        var minimal = ExifOrientation.Minimal(Capture.Orientation);
        if (Capture.Orientation == ExifOrientation.Upright)
        {
            edits.Drop(chunk.Offset, chunk.Length);
        }
        else if (!data.SequenceEqual(minimal))
        {
            edits.Replace(chunk.Offset, chunk.Length, Chunk("eXIf"u8, minimal));
        }
    }

    private static byte[] Chunk(ReadOnlySpan<byte> type, byte[] data)
    {
        var chunk = new byte[PngChunk.HeadLength + data.Length + PngChunk.CrcLength];
        BinaryPrimitives.WriteInt32BigEndian(chunk, data.Length);
        type.CopyTo(chunk.AsSpan(4));
        data.CopyTo(chunk.AsSpan(PngChunk.HeadLength));
        var crc = PngCrc.Finish(PngCrc.Append(PngCrc.Start, chunk.AsSpan(4..^PngChunk.CrcLength)));
        BinaryPrimitives.WriteUInt32BigEndian(chunk.AsSpan(chunk.Length - PngChunk.CrcLength), crc);
        return chunk;
    }
}
