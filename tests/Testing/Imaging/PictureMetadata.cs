namespace Picora.Testing.Imaging;

/// <summary>What a test picture carries besides pixels.</summary>
/// <param name="Orientation">As EXIF counts, 1 (as stored) to 8; null for no EXIF orientation.</param>
/// <param name="Gps">A place, a camera and its serial number in EXIF.</param>
/// <param name="Xmp">An XMP packet that names a person.</param>
/// <param name="ColourProfile">An ICC profile.</param>
public sealed record PictureMetadata(int? Orientation = null, bool Gps = false, bool Xmp = false, byte[]? ColourProfile = null)
{
    /// <summary>The camera that <see cref="Gps"/> writes; must never reach a stranger.</summary>
    public const string Camera = "PicoraSecretCamera";

    /// <summary>The person that <see cref="Xmp"/> names; must never reach a stranger.</summary>
    public const string Person = "Secret Photographer";
}
