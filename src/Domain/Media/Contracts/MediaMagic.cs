using System.Text;

namespace Picora.Domain.Media.Contracts;

/// <summary>
/// Which kind a file claims to be by its first bytes. It only decides who looks at the file: whether it is what it claims, the kind's own
/// inspection finds out.
/// </summary>
public static class MediaMagic
{
    /// <summary>How many bytes tell.</summary>
    public const int HeadBytes = 16;

    private const int BrandAt = 8;
    private const int BrandBytes = 4;

    private static readonly string[] PictureBrands = ["avif", "avis", "heic", "heix", "hevc", "hevx", "heim", "heis", "mif1", "msf1"];
    private static readonly string[] SoundBrands = ["M4A ", "M4B ", "M4P ", "F4A ", "F4B "];

    // QuickTime files from before there were brands begin with one of these.
    private static readonly string[] QuickTimeBoxes = ["moov", "mdat", "wide", "pnot"];

    /// <summary>A picture, unless the bytes say otherwise: text may be a drawing.</summary>
    public static MediaKind KindOf(ReadOnlySpan<byte> head) => head switch
    {
        [0x1A, 0x45, 0xDF, 0xA3, ..] => MediaKind.Video,
        _ when head.StartsWith("RIFF"u8) => Riff(head),
        _ when head.StartsWith("ID3"u8) || head.StartsWith("fLaC"u8) || head.StartsWith("OggS"u8) || IsMpegSound(head) => MediaKind.Audio,
        _ when IsBox(head, "ftyp"u8) => Branded(Text(head, BrandAt)),
        _ when QuickTimeBoxes.Contains(Text(head, 4), StringComparer.Ordinal) => MediaKind.Video,
        _ => MediaKind.Image,
    };

    private static MediaKind Riff(ReadOnlySpan<byte> head) => Text(head, BrandAt) switch
    {
        "WAVE" => MediaKind.Audio,
        "AVI " => MediaKind.Video,
        _ => MediaKind.Image,
    };

    private static MediaKind Branded(string brand) =>
        PictureBrands.Contains(brand, StringComparer.Ordinal) ? MediaKind.Image
        : SoundBrands.Contains(brand, StringComparer.Ordinal) ? MediaKind.Audio
        : MediaKind.Video;

    // A frame's eleven set bits. FF FE and FF FF are the marks of a text and no frame that anybody writes.
    private static bool IsMpegSound(ReadOnlySpan<byte> head) => head is [0xFF, var second, ..] && (second & 0xE0) == 0xE0 && second < 0xFE;

    private static bool IsBox(ReadOnlySpan<byte> head, ReadOnlySpan<byte> name) => head.Length >= BrandAt && head[BrandBytes..].StartsWith(name);

    private static string Text(ReadOnlySpan<byte> head, int at) =>
        head.Length < at + BrandBytes ? string.Empty : Encoding.Latin1.GetString(head.Slice(at, BrandBytes));
}
