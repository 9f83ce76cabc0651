namespace Picora.Infrastructure.Imaging.Inspection.Jpeg;

/// <summary>The second byte of a JPEG marker.</summary>
internal static class JpegMarker
{
    public const byte Sof0 = 0xC0;
    public const byte Sof2 = 0xC2;
    public const byte HuffmanTables = 0xC4;
    public const byte ArithmeticReserved = 0xC8;
    public const byte ArithmeticTables = 0xCC;
    public const byte Sof15 = 0xCF;
    public const byte StartOfImage = 0xD8;
    public const byte EndOfImage = 0xD9;
    public const byte StartOfScan = 0xDA;
    public const byte App0 = 0xE0;
    public const byte App1 = 0xE1;
    public const byte App2 = 0xE2;
    public const byte App14 = 0xEE;
    public const byte App15 = 0xEF;

    private const byte Temporary = 0x01;
    private const byte Restart0 = 0xD0;
    private const byte Restart7 = 0xD7;

    /// <summary>Whether the marker stands alone inside scan data: a stuffed 0xFF or a restart.</summary>
    public static bool IsPartOfScan(byte marker) => marker is 0 or Temporary or (>= Restart0 and <= Restart7);

    public static bool IsFrame(byte marker) =>
        marker is >= Sof0 and <= Sof15 && marker is not (HuffmanTables or ArithmeticReserved or ArithmeticTables);

    /// <summary>Baseline, extended and progressive with Huffman coding: what browsers show.</summary>
    public static bool IsSupportedFrame(byte marker) => marker is >= Sof0 and <= Sof2;

    public static bool IsApplication(byte marker) => marker is >= App0 and <= App15;
}
