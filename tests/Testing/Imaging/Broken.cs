using System.Buffers.Binary;

namespace Picora.Testing.Imaging;

/// <summary>Files whose structure is right in every part and whose pixels are not.</summary>
public static class Broken
{
    /// <summary>Every chunk is whole and its checksum true, but what should be compressed pixels is noise.</summary>
    public static byte[] Png()
    {
        var file = Pictures.Png(64, 64);
        var data = file.AsSpan().IndexOf("IDAT"u8);
        var length = BinaryPrimitives.ReadInt32BigEndian(file.AsSpan(data - 4));
        Random.Shared.NextBytes(file.AsSpan(data + 4, length));
        BinaryPrimitives.WriteUInt32BigEndian(file.AsSpan(data + 4 + length), Checksums.Crc32(file.AsSpan(data, length + 4)));
        return file;
    }
}
