using System.Buffers.Binary;
using Picora.Infrastructure.Imaging.Inspection.Bmp;

namespace Picora.Infrastructure.Imaging.Vips.Decoders;

/// <summary>Decodes BMP, which our libvips does not read.</summary>
internal static class BmpDecoder
{
    /// <exception cref="VipsException">The picture cannot be decoded.</exception>
    public static VipsImage Decode(string path)
    {
        using var file = File.OpenRead(path);
        var head = new byte[(int)Math.Min(BmpHeader.MaxLength, file.Length)];
        file.ReadExactly(head);
        var header = (BmpHeader.IsHeader(head) ? BmpHeader.Read(head) : null) ?? throw new VipsException("bmp: no header");
        var palette = ReadPalette(file, header);
        file.Position = header.PixelsAt;
        using var pixels = new RawPixels(header.Width, header.Height, header.Masks.Alpha == 0 ? 3 : 4);
        try
        {
            if (header.IsRunLength)
            {
                new BmpRunLengths(new BufferedStream(file, 64 * 1024), header, palette, pixels).Decode();
            }
            else
            {
                ReadRows(file, header, palette, pixels);
            }
        }
        catch (EndOfStreamException)
        {
            throw new VipsException("bmp: the file ends too early");
        }

        return pixels.ToImage();
    }

    // Always as many colours as an index can name; those that the file lacks are black.
    private static byte[] ReadPalette(FileStream file, BmpHeader header)
    {
        var palette = new byte[256 * 3];
        var entry = new byte[header.PaletteEntryLength];
        file.Position = header.PaletteAt;
        for (var i = 0; i < header.PaletteCount && file.ReadAtLeast(entry, entry.Length, throwOnEndOfStream: false) == entry.Length; i++)
        {
            (palette[i * 3], palette[(i * 3) + 1], palette[(i * 3) + 2]) = (entry[2], entry[1], entry[0]);
        }

        return palette;
    }

    private static void ReadRows(FileStream file, BmpHeader header, byte[] palette, RawPixels pixels)
    {
        var row = new byte[header.Stride];
        for (var y = 0; y < header.Height; y++)
        {
            file.ReadExactly(row);
            var target = pixels.Row(header.IsTopDown ? y : header.Height - 1 - y);
            if (header.BitsPerPixel <= 8)
            {
                FromPalette(row, header.BitsPerPixel, palette, target);
            }
            else if (header.BitsPerPixel == 24)
            {
                FromTriples(row, target);
            }
            else
            {
                FromMasks(row, header, target);
            }
        }
    }

    private static void FromPalette(byte[] row, int bits, byte[] palette, Span<byte> target)
    {
        var perByte = 8 / bits;
        for (var x = 0; x < target.Length / 3; x++)
        {
            var index = (row[x / perByte] >> (8 - bits - (x % perByte * bits))) & ((1 << bits) - 1);
            palette.AsSpan(index * 3, 3).CopyTo(target[(x * 3)..]);
        }
    }

    private static void FromTriples(byte[] row, Span<byte> target)
    {
        for (var at = 0; at < target.Length; at += 3)
        {
            (target[at], target[at + 1], target[at + 2]) = (row[at + 2], row[at + 1], row[at]);
        }
    }

    private static void FromMasks(byte[] row, BmpHeader header, Span<byte> target)
    {
        var (masks, bytes) = (header.Masks, header.BitsPerPixel / 8);
        var bands = masks.Alpha == 0 ? 3 : 4;
        for (var x = 0; x < header.Width; x++)
        {
            var pixel = bytes == 2 ? BinaryPrimitives.ReadUInt16LittleEndian(row.AsSpan(x * 2)) : BinaryPrimitives.ReadUInt32LittleEndian(row.AsSpan(x * 4));
            target[x * bands] = BmpMasks.Channel(pixel, masks.Red);
            target[(x * bands) + 1] = BmpMasks.Channel(pixel, masks.Green);
            target[(x * bands) + 2] = BmpMasks.Channel(pixel, masks.Blue);
            if (bands == 4)
            {
                target[(x * bands) + 3] = BmpMasks.Channel(pixel, masks.Alpha);
            }
        }
    }
}
