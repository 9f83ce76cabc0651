using System.Buffers.Binary;
using System.IO.Compression;
using Picora.Domain.Media.Tracks;

namespace Picora.Application.Media.Tracks.Waveforms;

/// <summary>Draws a waveform as a PNG of two colours, one of them nothing.</summary>
internal static class WaveformPicture
{
    public const int Width = 1200;
    public const int Height = 240;

    private const int BytesPerRow = Width / 8;
    private const uint Polynomial = 0xEDB88320;

    private static ReadOnlySpan<byte> Signature => [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A];

    // Nothing, and a blue that shows on dark and light pages.
    private static ReadOnlySpan<byte> Palette => [0xFF, 0xFF, 0xFF, 0x4A, 0x90, 0xE2];

    public static byte[] Draw(Peaks peaks)
    {
        using var file = new MemoryStream();
        file.Write(Signature);
        Span<byte> header = stackalloc byte[13];
        BinaryPrimitives.WriteInt32BigEndian(header, Width);
        BinaryPrimitives.WriteInt32BigEndian(header[4..], Height);
        // One bit per pixel, by a palette.
        (header[8], header[9]) = (1, 3);
        Write(file, "IHDR"u8, header);
        Write(file, "PLTE"u8, Palette);
        Write(file, "tRNS"u8, [0]);
        Write(file, "IDAT"u8, Compress(Rows(peaks)));
        Write(file, "IEND"u8, []);
        return file.ToArray();
    }

    // Each row begins with its filter, which is none.
    private static byte[] Rows(Peaks peaks)
    {
        var rows = new byte[(BytesPerRow + 1) * Height];
        var points = peaks.Points.ToList();
        for (var x = 0; x < Width; x++)
        {
            var (least, greatest) = Column(points, x);
            for (var y = Row(greatest); y <= Row(least); y++)
            {
                rows[(y * (BytesPerRow + 1)) + 1 + (x / 8)] |= (byte)(0x80 >> (x % 8));
            }
        }

        return rows;
    }

    private static (sbyte Least, sbyte Greatest) Column(List<(sbyte Least, sbyte Greatest)> points, int x)
    {
        (sbyte Least, sbyte Greatest) column = (0, 0);
        var (first, end) = ((int)((long)x * points.Count / Width), (int)((long)(x + 1) * points.Count / Width));
        for (var i = first; i < Math.Max(end, Math.Min(first + 1, points.Count)); i++)
        {
            column = (Math.Min(column.Least, points[i].Least), Math.Max(column.Greatest, points[i].Greatest));
        }

        return column;
    }

    private static int Row(sbyte level) => Math.Clamp((Height / 2) - (level * Height / 256), 0, Height - 1);

    private static byte[] Compress(byte[] rows)
    {
        using var packed = new MemoryStream();
        using (var zlib = new ZLibStream(packed, CompressionLevel.SmallestSize, leaveOpen: true))
        {
            zlib.Write(rows);
        }

        return packed.ToArray();
    }

    private static void Write(MemoryStream file, ReadOnlySpan<byte> type, ReadOnlySpan<byte> content)
    {
        Span<byte> number = stackalloc byte[4];
        BinaryPrimitives.WriteInt32BigEndian(number, content.Length);
        file.Write(number);
        file.Write(type);
        file.Write(content);
        BinaryPrimitives.WriteUInt32BigEndian(number, ~Sum(Sum(uint.MaxValue, type), content));
        file.Write(number);
    }

    private static uint Sum(uint sum, ReadOnlySpan<byte> bytes)
    {
        foreach (var value in bytes)
        {
            sum ^= value;
            for (var bit = 0; bit < 8; bit++)
            {
                sum = (sum & 1) == 0 ? sum >> 1 : (sum >> 1) ^ Polynomial;
            }
        }

        return sum;
    }
}
