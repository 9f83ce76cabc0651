using System.Buffers.Binary;

namespace Picora.Testing.Imaging;

/// <summary>Colour profiles, written by the book (ICC.1, version 2).</summary>
public static class ColourProfiles
{
    /// <summary>A profile with the primaries and the gamma of Adobe RGB (1998), whose reds and greens lie far outside of sRGB's.</summary>
    public static byte[] WideGamut()
    {
        (string Name, byte[] Data)[] tags =
        [
            ("desc", Description("Wide gamut")),
            ("cprt", [.. "text\0\0\0\0none\0"u8]),
            ("wtpt", Xyz(0.95045, 1.0, 1.08905)),
            ("rXYZ", Xyz(0.60974, 0.31111, 0.01947)),
            ("gXYZ", Xyz(0.20528, 0.62567, 0.06087)),
            ("bXYZ", Xyz(0.14919, 0.06322, 0.74457)),
            ("rTRC", Gamma(2.19921875)),
            ("gTRC", Gamma(2.19921875)),
            ("bTRC", Gamma(2.19921875)),
        ];
        using var body = new MemoryStream();
        var start = 128 + 4 + (tags.Length * 12);
        var table = new byte[start];
        BinaryPrimitives.WriteInt32BigEndian(table.AsSpan(128), tags.Length);
        for (var i = 0; i < tags.Length; i++)
        {
            var entry = table.AsSpan(132 + (i * 12), 12);
            System.Text.Encoding.ASCII.GetBytes(tags[i].Name, entry);
            BinaryPrimitives.WriteInt32BigEndian(entry[4..], start + (int)body.Length);
            BinaryPrimitives.WriteInt32BigEndian(entry[8..], tags[i].Data.Length);
            body.Write(tags[i].Data);
            body.Write(new byte[(4 - (tags[i].Data.Length % 4)) % 4]);
        }

        WriteHeader(table, start + (int)body.Length);
        return [.. table, .. body.ToArray()];
    }

    private static void WriteHeader(Span<byte> header, int length)
    {
        BinaryPrimitives.WriteInt32BigEndian(header, length);
        BinaryPrimitives.WriteInt32BigEndian(header[8..], 0x02100000);
        "mntrRGB XYZ "u8.CopyTo(header[12..]);
        "acsp"u8.CopyTo(header[36..]);
        Xyz(0.9642, 1.0, 0.8249).AsSpan(8).CopyTo(header[68..]);
    }

    private static byte[] Xyz(double x, double y, double z)
    {
        var tag = new byte[20];
        "XYZ "u8.CopyTo(tag);
        BinaryPrimitives.WriteInt32BigEndian(tag.AsSpan(8), (int)Math.Round(x * 65536));
        BinaryPrimitives.WriteInt32BigEndian(tag.AsSpan(12), (int)Math.Round(y * 65536));
        BinaryPrimitives.WriteInt32BigEndian(tag.AsSpan(16), (int)Math.Round(z * 65536));
        return tag;
    }

    private static byte[] Gamma(double gamma)
    {
        var value = (ushort)Math.Round(gamma * 256);
        return [.. "curv"u8, 0, 0, 0, 0, 0, 0, 0, 1, (byte)(value >> 8), (byte)value];
    }

    private static byte[] Description(string text)
    {
        var tag = new byte[12 + text.Length + 1 + 78];
        "desc"u8.CopyTo(tag);
        BinaryPrimitives.WriteInt32BigEndian(tag.AsSpan(8), text.Length + 1);
        System.Text.Encoding.ASCII.GetBytes(text, tag.AsSpan(12));
        return tag;
    }
}
