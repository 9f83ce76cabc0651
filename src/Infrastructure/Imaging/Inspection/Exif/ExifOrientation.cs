using Picora.Domain.Media;

namespace Picora.Infrastructure.Imaging.Inspection.Exif;

/// <summary>The one piece of EXIF that a picture cannot do without: which way up it is, from 1 (as stored) to 8.</summary>
internal static class ExifOrientation
{
    public const int Upright = Capture.Upright;

    /// <summary>The size as seen: turned by a quarter for the orientations 5 to 8.</summary>
    public static Dimensions Apply(int orientation, Dimensions stored) =>
        orientation >= 5 ? new Dimensions(stored.Height, stored.Width) : stored;

    /// <summary>A TIFF block that says the orientation and nothing else.</summary>
    public static byte[] Minimal(int orientation) =>
    [
        (byte)'I', (byte)'I', 42, 0, 8, 0, 0, 0,
        1, 0, 0x12, 0x01, 3, 0, 1, 0, 0, 0, (byte)orientation, 0, 0, 0,
        0, 0, 0, 0,
    ];
}
