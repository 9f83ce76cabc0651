using System.Buffers.Binary;
using System.Text;

namespace Picora.Testing.Media;

/// <summary>Matroska files that do not tell the truth.</summary>
public static class Matroska
{
    // EBML id of Duration, and the length of a double (matroska.org, element 0x4489).
    private static readonly byte[] Duration = [0x44, 0x89, 0x88];

    /// <summary>The file with another length in its header and in its tags.</summary>
    public static byte[] Saying(byte[] file, TimeSpan duration)
    {
        var lying = (byte[])file.Clone();
        var header = lying.AsSpan().IndexOf(Duration);
        BinaryPrimitives.WriteDoubleBigEndian(lying.AsSpan(header + Duration.Length), duration.TotalMilliseconds);
        var tag = lying.AsSpan().IndexOf("DURATION"u8);
        var text = lying.AsSpan(tag)[lying.AsSpan(tag).IndexOf("00:"u8)..];
        Encoding.ASCII.GetBytes(duration.ToString(@"hh\:mm\:ss", System.Globalization.CultureInfo.InvariantCulture)).CopyTo(text);
        return lying;
    }
}
