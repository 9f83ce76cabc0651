using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text;
using Picora.Domain.Media;

namespace Picora.Infrastructure.Imaging.Vips.Digest;

/// <summary>What a file's colours mean, by the name that its colour profile gives itself.</summary>
internal static class ColourSpaces
{
    private const int TagTable = 128;
    private const int TagLength = 12;

    public static string NameOf(VipsImage image)
    {
        if (image.HasColourProfile && VipsNative.GetField(image.Handle, "icc-profile-data", out var data, out var length) == 0)
        {
            var profile = new byte[(int)Math.Min(length, 1024 * 1024)];
            Marshal.Copy(data, profile, 0, profile.Length);
            return Describe(profile);
        }

        return (Interpretation)VipsNative.Interpretation(image.Handle) switch
        {
            Interpretation.Grey or Interpretation.Grey16 => "Gray",
            Interpretation.Cmyk => "CMYK",
            _ => "sRGB",
        };
    }

    /// <summary>The description in an ICC profile; the family of its colours where that is missing.</summary>
    public static string Describe(ReadOnlySpan<byte> profile)
    {
        var text = Description(profile);
        var clean = string.Concat(text.Where(character => !char.IsControl(character) && !char.IsSurrogate(character))).Trim();
        return clean.Length > 0 ? clean[..Math.Min(clean.Length, PictureDigest.MaxColourSpaceLength)].TrimEnd() : Family(profile);
    }

    private static string Family(ReadOnlySpan<byte> profile) =>
        profile.Length < 20 ? "Unknown" : Encoding.ASCII.GetString(profile.Slice(16, 4)).Trim() switch { "GRAY" => "Gray", "CMYK" => "CMYK", _ => "RGB" };

    private static string Description(ReadOnlySpan<byte> profile)
    {
        if (profile.Length < TagTable + 4)
        {
            return "";
        }

        var count = Math.Min(BinaryPrimitives.ReadUInt32BigEndian(profile[TagTable..]), 100);
        for (var i = 0; i < count; i++)
        {
            var entry = TagTable + 4 + (i * TagLength);
            if (entry + TagLength > profile.Length)
            {
                return "";
            }

            var (offset, length) = (BinaryPrimitives.ReadUInt32BigEndian(profile[(entry + 4)..]), BinaryPrimitives.ReadUInt32BigEndian(profile[(entry + 8)..]));
            if (profile.Slice(entry, 4).SequenceEqual("desc"u8) && offset + (ulong)length <= (ulong)profile.Length)
            {
                return Text(profile.Slice((int)offset, (int)length));
            }
        }

        return "";
    }

    // Plain text in profiles of version 2, the first of several languages in those of version 4.
    private static string Text(ReadOnlySpan<byte> tag)
    {
        if (tag.StartsWith("desc"u8) && tag.Length > 12)
        {
            var length = (int)Math.Min(BinaryPrimitives.ReadUInt32BigEndian(tag[8..]), tag.Length - 12);
            return Encoding.ASCII.GetString(tag.Slice(12, length)).TrimEnd('\0');
        }

        if (tag.StartsWith("mluc"u8) && tag.Length >= 28)
        {
            var (length, offset) = (BinaryPrimitives.ReadUInt32BigEndian(tag[20..]), BinaryPrimitives.ReadUInt32BigEndian(tag[24..]));
            return offset + (ulong)length <= (ulong)tag.Length ? Encoding.BigEndianUnicode.GetString(tag.Slice((int)offset, (int)length)) : "";
        }

        return "";
    }

    private enum Interpretation
    {
        Grey = 1,
        Cmyk = 15,
        Grey16 = 26,
    }
}
