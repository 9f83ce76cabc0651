using System.Buffers.Binary;

namespace Picora.Testing.Imaging;

/// <summary>Writes BMP files of all kinds.</summary>
public static class Bitmaps
{
    /// <summary>Pixels of three bytes, red first, as a file of 16, 24 or 32 bits per pixel.</summary>
    public static byte[] Of(byte[] pixels, int width, int height, int bits = 24, bool topDown = false)
    {
        var stride = ((width * bits) + 31) / 32 * 4;
        var rows = new byte[stride * height];
        for (var y = 0; y < height; y++)
        {
            var row = rows.AsSpan((topDown ? y : height - 1 - y) * stride);
            for (var x = 0; x < width; x++)
            {
                Put(row[(x * bits / 8)..], pixels.AsSpan(((y * width) + x) * 3, 3), bits);
            }
        }

        return File(width, topDown ? -height : height, bits, compression: 0, palette: [], rows);
    }

    /// <summary>With eight bits of transparency by masks of its own, in the newer header.</summary>
    public static byte[] WithAlpha(byte[] pixels, int width, int height)
    {
        var rows = new byte[width * height * 4];
        for (var i = 0; i < width * height; i++)
        {
            var (x, y) = (i % width, height - 1 - (i / width));
            pixels.AsSpan(i * 4, 4).CopyTo(rows.AsSpan(((y * width) + x) * 4));
        }

        byte[] masks = [0xFF, 0, 0, 0, 0, 0xFF, 0, 0, 0, 0, 0xFF, 0, 0, 0, 0, 0xFF];
        return File(width, height, 32, compression: 3, palette: [], rows, [.. masks, .. new byte[68]]);
    }

    /// <summary>Indexes into a palette, one byte each and row by row from the top, packed into 1, 4 or 8 bits.</summary>
    public static byte[] Indexed(byte[] indexes, int width, int height, int bits, (byte Red, byte Green, byte Blue)[] palette)
    {
        var stride = ((width * bits) + 31) / 32 * 4;
        var rows = new byte[stride * height];
        for (var i = 0; i < indexes.Length; i++)
        {
            var (x, y) = (i % width, height - 1 - (i / width));
            rows[(y * stride) + (x * bits / 8)] |= (byte)(indexes[i] << (8 - bits - (x * bits % 8)));
        }

        return File(width, height, bits, compression: 0, Entries(palette), rows);
    }

    /// <summary>With runs as the caller writes them.</summary>
    public static byte[] RunLengths(byte[] runs, int width, int height, int bits, (byte Red, byte Green, byte Blue)[] palette) =>
        File(width, height, bits, compression: bits == 8 ? 1 : 2, Entries(palette), runs);

    private static void Put(Span<byte> target, ReadOnlySpan<byte> pixel, int bits)
    {
        if (bits == 16)
        {
            BinaryPrimitives.WriteUInt16LittleEndian(target, (ushort)(((pixel[0] >> 3) << 10) | ((pixel[1] >> 3) << 5) | (pixel[2] >> 3)));
            return;
        }

        (target[0], target[1], target[2]) = (pixel[2], pixel[1], pixel[0]);
    }

    private static byte[] Entries((byte Red, byte Green, byte Blue)[] palette) =>
        [.. palette.SelectMany(colour => new byte[] { colour.Blue, colour.Green, colour.Red, 0 })];

    private static byte[] File(int width, int height, int bits, int compression, byte[] palette, byte[] rows, byte[]? more = null)
    {
        var headerLength = 40 + (more?.Length ?? 0);
        var pixelsAt = 14 + headerLength + palette.Length;
        var head = new byte[54];
        "BM"u8.CopyTo(head);
        BinaryPrimitives.WriteInt32LittleEndian(head.AsSpan(2), pixelsAt + rows.Length);
        BinaryPrimitives.WriteInt32LittleEndian(head.AsSpan(10), pixelsAt);
        BinaryPrimitives.WriteInt32LittleEndian(head.AsSpan(14), headerLength);
        BinaryPrimitives.WriteInt32LittleEndian(head.AsSpan(18), width);
        BinaryPrimitives.WriteInt32LittleEndian(head.AsSpan(22), height);
        BinaryPrimitives.WriteInt16LittleEndian(head.AsSpan(26), 1);
        BinaryPrimitives.WriteInt16LittleEndian(head.AsSpan(28), (short)bits);
        BinaryPrimitives.WriteInt32LittleEndian(head.AsSpan(30), compression);
        BinaryPrimitives.WriteInt32LittleEndian(head.AsSpan(34), rows.Length);
        BinaryPrimitives.WriteInt32LittleEndian(head.AsSpan(46), palette.Length / 4);
        return [.. head, .. more ?? [], .. palette, .. rows];
    }
}
