using System.Buffers.Binary;

namespace Picora.Infrastructure.Imaging.Inspection.Png;

/// <summary>The CRC-32 that ends every PNG chunk, four bytes a step.</summary>
internal static class PngCrc
{
    public const uint Start = uint.MaxValue;

    private static readonly uint[][] Tables = MakeTables();

    public static uint Append(uint crc, ReadOnlySpan<byte> bytes)
    {
        var (t0, t1, t2, t3) = (Tables[0], Tables[1], Tables[2], Tables[3]);
        for (; bytes.Length >= 4; bytes = bytes[4..])
        {
            crc ^= BinaryPrimitives.ReadUInt32LittleEndian(bytes);
            crc = t3[crc & 0xFF] ^ t2[(crc >> 8) & 0xFF] ^ t1[(crc >> 16) & 0xFF] ^ t0[crc >> 24];
        }

        foreach (var value in bytes)
        {
            crc = t0[(crc ^ value) & 0xFF] ^ (crc >> 8);
        }

        return crc;
    }

    public static uint Finish(uint crc) => ~crc;

    private static uint[][] MakeTables()
    {
        var tables = new[] { new uint[256], new uint[256], new uint[256], new uint[256] };
        for (uint value = 0; value < 256; value++)
        {
            var crc = value;
            for (var bit = 0; bit < 8; bit++)
            {
                crc = (crc & 1) != 0 ? 0xEDB88320 ^ (crc >> 1) : crc >> 1;
            }

            tables[0][value] = crc;
        }

        for (var table = 1; table < tables.Length; table++)
        {
            for (var value = 0; value < 256; value++)
            {
                var crc = tables[table - 1][value];
                tables[table][value] = tables[0][crc & 0xFF] ^ (crc >> 8);
            }
        }

        return tables;
    }
}
