using System.Buffers.Binary;
using System.Numerics;

namespace Picora.Infrastructure.Imaging.Inspection.Bmp;

/// <summary>Which bits of a pixel are its colours and its transparency.</summary>
/// <param name="Alpha">0 when it has none.</param>
internal sealed record BmpMasks(uint Red, uint Green, uint Blue, uint Alpha)
{
    public bool AreValid => IsValid(Red) && IsValid(Green) && IsValid(Blue) && (Alpha == 0 || IsValid(Alpha));

    public static BmpMasks Usual(int bitsPerPixel) =>
        bitsPerPixel == 16 ? new BmpMasks(0x7C00, 0x03E0, 0x001F, 0) : new BmpMasks(0x00FF0000, 0x0000FF00, 0x000000FF, 0);

    public static BmpMasks Read(ReadOnlySpan<byte> bytes, bool hasAlpha) => new(
        BinaryPrimitives.ReadUInt32LittleEndian(bytes),
        BinaryPrimitives.ReadUInt32LittleEndian(bytes[4..]),
        BinaryPrimitives.ReadUInt32LittleEndian(bytes[8..]),
        hasAlpha ? BinaryPrimitives.ReadUInt32LittleEndian(bytes[12..]) : 0);

    /// <summary>A channel of a pixel, stretched to eight bits.</summary>
    public static byte Channel(uint pixel, uint mask)
    {
        var most = mask >> BitOperations.TrailingZeroCount(mask);
        return (byte)((((ulong)(pixel & mask) >> BitOperations.TrailingZeroCount(mask)) * 255) / most);
    }

    // One run of bits.
    private static bool IsValid(uint mask) => mask != 0 && BitOperations.IsPow2((ulong)(mask >> BitOperations.TrailingZeroCount(mask)) + 1);
}
