namespace Picora.Infrastructure.Imaging.Inspection.Gif;

/// <summary>Which extension blocks stay behind when a GIF goes out to strangers: XMP and comments.</summary>
internal static class GifMetadata
{
    private const byte Comment = 0xFE;
    private const byte Application = 0xFF;

    /// <summary>How many bytes from a block's start <see cref="IsPersonal"/> looks at, if there are as many.</summary>
    public const int Wanted = 14;

    public static bool IsPersonal(ReadOnlySpan<byte> block) => block[1] switch
    {
        Comment => true,
        Application => block.Length >= Wanted && block[2] == 11 && block[3..].StartsWith("XMP DataXMP"u8),
        _ => false,
    };
}
