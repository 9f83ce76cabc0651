using System.Buffers.Binary;

namespace Picora.Infrastructure.Imaging.Inspection.Bmp;

/// <summary>How the pixels of a BMP file are coded.</summary>
/// <param name="PixelsAt">Where they start in the file.</param>
/// <param name="Compression">0 none, 1 and 2 run lengths of bytes and half bytes, 3 and 6 masks.</param>
/// <param name="PaletteAt">Where the colours start in the file, each of <paramref name="PaletteEntryLength"/> bytes.</param>
internal sealed record BmpHeader(
    long PixelsAt, int Width, int Height, bool IsTopDown, int BitsPerPixel, uint Compression, int PaletteAt, int PaletteEntryLength, int PaletteCount, BmpMasks Masks)
{
    /// <summary>The most bytes that a header takes, without the palette.</summary>
    public const int MaxLength = FileHeaderLength + 124 + 16;

    private const int FileHeaderLength = 14;
    private const int CoreLength = 12;
    private const int InfoLength = 40;

    /// <summary>A row's length in the file when it is not compressed, padded to four bytes.</summary>
    public long Stride => (((long)Width * BitsPerPixel) + 31) / 32 * 4;

    public bool IsRunLength => Compression is 1 or 2;

    public static bool IsHeader(ReadOnlySpan<byte> head) =>
        head.Length >= FileHeaderLength + 4 && head.StartsWith("BM"u8)
        && BinaryPrimitives.ReadUInt32LittleEndian(head[FileHeaderLength..]) is CoreLength or InfoLength or 52 or 56 or 64 or 108 or 124;

    /// <summary>Null when the header makes no sense, or is of a kind that hardly anybody writes.</summary>
    /// <param name="file">At least the header, as far as the file goes.</param>
    public static BmpHeader? Read(ReadOnlySpan<byte> file)
    {
        var length = BinaryPrimitives.ReadInt32LittleEndian(file[FileHeaderLength..]);
        if (file.Length < FileHeaderLength + length)
        {
            return null;
        }

        var pixelsAt = BinaryPrimitives.ReadUInt32LittleEndian(file[10..]);
        var header = length == CoreLength ? ReadCore(file[FileHeaderLength..], pixelsAt) : ReadInfo(file[FileHeaderLength..], length, pixelsAt);
        return header is { Width: > 0, Height: > 0 } && header.IsCodingKnown() && header.PixelsAt >= FileHeaderLength + length ? header : null;
    }

    private static BmpHeader ReadCore(ReadOnlySpan<byte> core, uint pixelsAt)
    {
        int bits = BinaryPrimitives.ReadUInt16LittleEndian(core[10..]);
        return new BmpHeader(
            pixelsAt, BinaryPrimitives.ReadUInt16LittleEndian(core[4..]), BinaryPrimitives.ReadUInt16LittleEndian(core[6..]), IsTopDown: false, bits,
            Compression: 0, FileHeaderLength + CoreLength, PaletteEntryLength: 3, bits <= 8 ? 1 << bits : 0, BmpMasks.Usual(bits));
    }

    private static BmpHeader ReadInfo(ReadOnlySpan<byte> info, int length, uint pixelsAt)
    {
        var height = BinaryPrimitives.ReadInt32LittleEndian(info[8..]);
        int bits = BinaryPrimitives.ReadUInt16LittleEndian(info[14..]);
        var compression = BinaryPrimitives.ReadUInt32LittleEndian(info[16..]);
        var colours = BinaryPrimitives.ReadUInt32LittleEndian(info[32..]);
        var ownMasks = compression is 3 or 6;
        // The oldest header has its masks behind it, and the newer ones inside.
        var maskBytes = length == InfoLength && ownMasks ? (compression == 6 ? 16 : 12) : 0;
        var masks = ownMasks && info.Length >= InfoLength + 16
            ? BmpMasks.Read(info[InfoLength..], hasAlpha: length >= 56 || compression == 6)
            : BmpMasks.Usual(bits);
        return new BmpHeader(
            pixelsAt, BinaryPrimitives.ReadInt32LittleEndian(info[4..]), height == int.MinValue ? 0 : Math.Abs(height), height < 0, bits, compression,
            FileHeaderLength + length + maskBytes, PaletteEntryLength: 4, bits <= 8 ? (int)Math.Min(colours == 0 ? 1u << bits : colours, 1u << bits) : 0, masks);
    }

    private bool IsCodingKnown() => (BitsPerPixel, Compression) switch
    {
        (1 or 4 or 8 or 24, 0) => true,
        (16 or 32, 0 or 3 or 6) => Masks.AreValid,
        (8, 1) or (4, 2) => !IsTopDown,
        _ => false,
    };
}
