using System.Buffers.Binary;
using Picora.Domain.Media;

namespace Picora.Infrastructure.Imaging.Inspection;

/// <summary>The one piece of EXIF that a picture cannot do without: which way up it is, from 1 (as stored) to 8.</summary>
internal static class ExifOrientation
{
    public const int Upright = 1;

    private const ushort Tag = 0x0112;
    private const ushort ShortType = 3;
    private const int EntryLength = 12;

    /// <summary>What marks EXIF inside a JPEG segment, and now and then by mistake in other containers.</summary>
    public static ReadOnlySpan<byte> Marker => "Exif\0\0"u8;

    /// <summary>Reads a TIFF block; anything that makes no sense is <see cref="Upright"/>, as viewers have it.</summary>
    public static int Read(ReadOnlySpan<byte> exif)
    {
        var tiff = exif.StartsWith(Marker) ? exif[Marker.Length..] : exif;
        if (tiff.Length < 8)
        {
            return Upright;
        }

        var little = tiff.StartsWith("II*\0"u8);
        if (!little && !tiff.StartsWith("MM\0*"u8))
        {
            return Upright;
        }

        var directory = UInt32(tiff[4..], little);
        return directory <= tiff.Length - 2 ? ReadDirectory(tiff[(int)directory..], little) : Upright;
    }

    /// <summary>The size as seen: turned by a quarter for the orientations 5 to 8.</summary>
    public static Dimensions Apply(int orientation, Dimensions stored) =>
        orientation >= 5 ? new Dimensions(stored.Height, stored.Width) : stored;

    /// <summary>A TIFF block that says the orientation and nothing else.</summary>
    public static byte[] Minimal(int orientation) =>
    [
        (byte)'I', (byte)'I', 42, 0, 8, 0, 0, 0,
        1, 0, 0x12, 0x01, 3, 0, 1, 0, 0, 0, (byte)orientation, 0, 0, 0,
        0, 0, 0, 0,
    ];

    private static int ReadDirectory(ReadOnlySpan<byte> directory, bool little)
    {
        var count = UInt16(directory, little);
        for (var entry = directory[2..]; count > 0 && entry.Length >= EntryLength; count--, entry = entry[EntryLength..])
        {
            if (UInt16(entry, little) == Tag && UInt16(entry[2..], little) == ShortType)
            {
                int value = UInt16(entry[8..], little);
                return value is >= 1 and <= 8 ? value : Upright;
            }
        }

        return Upright;
    }

    private static ushort UInt16(ReadOnlySpan<byte> bytes, bool little) =>
        little ? BinaryPrimitives.ReadUInt16LittleEndian(bytes) : BinaryPrimitives.ReadUInt16BigEndian(bytes);

    private static uint UInt32(ReadOnlySpan<byte> bytes, bool little) =>
        little ? BinaryPrimitives.ReadUInt32LittleEndian(bytes) : BinaryPrimitives.ReadUInt32BigEndian(bytes);
}
