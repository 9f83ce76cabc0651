using System.Buffers.Binary;

namespace Picora.Infrastructure.Imaging.Inspection.WebP;

/// <summary>A RIFF chunk's head: where it starts in the file, what it is, and how many bytes of data it has.</summary>
internal readonly record struct WebPChunk(long Offset, uint Type, uint DataLength)
{
    public const int HeadLength = 8;

    public static readonly uint Lossy = FourCC("VP8 "u8);
    public static readonly uint Lossless = FourCC("VP8L"u8);
    public static readonly uint Extended = FourCC("VP8X"u8);
    public static readonly uint Alpha = FourCC("ALPH"u8);
    public static readonly uint Animation = FourCC("ANIM"u8);
    public static readonly uint Frame = FourCC("ANMF"u8);
    public static readonly uint ColourProfile = FourCC("ICCP"u8);
    public static readonly uint Exif = FourCC("EXIF"u8);

    /// <summary>With the byte that pads odd data.</summary>
    public long Length => HeadLength + DataLength + (DataLength & 1);

    public static WebPChunk Read(long offset, ReadOnlySpan<byte> head) =>
        new(offset, FourCC(head), BinaryPrimitives.ReadUInt32LittleEndian(head[4..]));

    private static uint FourCC(ReadOnlySpan<byte> text) => BinaryPrimitives.ReadUInt32LittleEndian(text);
}
