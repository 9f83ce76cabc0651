namespace Picora.Infrastructure.Imaging.Inspection.Tiff;

/// <summary>The entries of a TIFF directory that are looked at.</summary>
internal enum TiffTag : ushort
{
    Width = 256,
    Height = 257,
    BitsPerSample = 258,
    Compression = 259,
    Make = 271,
    Model = 272,
    StripOffsets = 273,
    Orientation = 274,
    SamplesPerPixel = 277,
    StripLengths = 279,
    ChangedAt = 306,
    TileOffsets = 324,
    TileLengths = 325,
}
