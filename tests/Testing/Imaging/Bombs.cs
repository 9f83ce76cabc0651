using System.Buffers.Binary;

namespace Picora.Testing.Imaging;

/// <summary>Small files that state enormous sizes in an honest header.</summary>
public static class Bombs
{
    /// <summary>65,500 by 65,500 pixels.</summary>
    public static byte[] Jpeg()
    {
        var file = Pictures.Jpeg(64, 64);
        var frame = file.AsSpan().IndexOf((ReadOnlySpan<byte>)[0xFF, 0xC0]);
        BinaryPrimitives.WriteUInt16BigEndian(file.AsSpan(frame + 5), 65_500);
        BinaryPrimitives.WriteUInt16BigEndian(file.AsSpan(frame + 7), 65_500);
        return file;
    }

    /// <summary>A million by a million pixels.</summary>
    public static byte[] Png()
    {
        var file = Pictures.Png(64, 64);
        BinaryPrimitives.WriteInt32BigEndian(file.AsSpan(16), 1_000_000);
        BinaryPrimitives.WriteInt32BigEndian(file.AsSpan(20), 1_000_000);
        BinaryPrimitives.WriteUInt32BigEndian(file.AsSpan(29), Checksums.Crc32(file.AsSpan(12, 17)));
        return file;
    }

    /// <summary>A canvas of 65,535 by 65,535 pixels.</summary>
    public static byte[] Gif()
    {
        var file = Pictures.Gif(64, 64);
        BinaryPrimitives.WriteUInt16LittleEndian(file.AsSpan(6), 65_535);
        BinaryPrimitives.WriteUInt16LittleEndian(file.AsSpan(8), 65_535);
        return file;
    }

    /// <summary>100,000 by 100,000 pixels.</summary>
    public static byte[] Tiff()
    {
        var file = Pictures.Tiff(64, 48);
        var directory = BinaryPrimitives.ReadInt32LittleEndian(file.AsSpan(4)) + 2;
        for (var entry = directory; entry < directory + 60; entry += 12)
        {
            if (BinaryPrimitives.ReadUInt16LittleEndian(file.AsSpan(entry)) is 256 or 257)
            {
                BinaryPrimitives.WriteUInt16LittleEndian(file.AsSpan(entry + 2), 4);
                BinaryPrimitives.WriteInt32LittleEndian(file.AsSpan(entry + 8), 100_000);
            }
        }

        return file;
    }

    /// <summary>100,000 by 100,000 pixels in run lengths.</summary>
    public static byte[] Bmp() => Bitmaps.RunLengths([0, 1], 100_000, 100_000, 8, [(0, 0, 0), (255, 255, 255)]);

    /// <summary>A tile or the whole of 100,000 by 100,000 pixels.</summary>
    public static byte[] Heic()
    {
        var file = Pictures.Heic(64, 48);
        var extent = file.AsSpan().LastIndexOf("ispe"u8);
        BinaryPrimitives.WriteInt32BigEndian(file.AsSpan(extent + 8), 100_000);
        BinaryPrimitives.WriteInt32BigEndian(file.AsSpan(extent + 12), 100_000);
        return file;
    }

    /// <summary>40,000 by 40,000 pixels.</summary>
    public static byte[] Svg() => "<svg xmlns='http://www.w3.org/2000/svg' width='40000' height='40000'/>"u8.ToArray();

    /// <summary>A canvas of 16,777,216 by 16,777,216 pixels.</summary>
    public static byte[] WebP()
    {
        var file = Pictures.WebP(64, 64, frames: 2);
        file.AsSpan(24, 6).Fill(0xFF);
        return file;
    }

    /// <summary>An animation whose frames are small but many: 20,000 of 1,000 by 1,000 pixels in some hundred kilobytes.</summary>
    public static byte[] ManyFramesGif()
    {
        ReadOnlySpan<byte> head = [.. "GIF89a"u8, 0xE8, 0x03, 0xE8, 0x03, 0x80, 0, 0, 0, 0, 0, 255, 255, 255];
        ReadOnlySpan<byte> frame = [0x2C, 0, 0, 0, 0, 1, 0, 1, 0, 0, 2, 2, 0x44, 0x01, 0];
        using var file = new MemoryStream();
        file.Write(head);
        for (var i = 0; i < 20_000; i++)
        {
            file.Write(frame);
        }

        file.WriteByte(0x3B);
        return file.ToArray();
    }
}
