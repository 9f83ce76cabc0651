namespace Picora.Domain.Media;

/// <summary>What a picture's file says about how it was taken. Its author's words: shown to the owner, never to strangers.</summary>
/// <param name="Orientation">Which way up the stored pixels are, as EXIF counts: 1 (as stored) to 8.</param>
/// <param name="TakenAt">By the camera's clock, such as <c>2026-01-31T12:34:56</c>, with the distance to UTC where the camera knew it.</param>
public sealed record Capture(int Orientation, string? CameraMake, string? CameraModel, string? Lens, string? TakenAt)
{
    public const int Upright = 1;
    public const int MaxTextLength = 64;
    public const int MaxTakenAtLength = 25;

    public static Capture Unknown { get; } = new(Upright, null, null, null, null);

    /// <summary>Where it was taken. Read when the owner asks for it, and kept nowhere but in the file.</summary>
    public GeoPoint? Place { get; init; }
}

/// <summary>A place on the earth.</summary>
/// <param name="Latitude">In degrees, north positive.</param>
/// <param name="Longitude">In degrees, east positive.</param>
/// <param name="Altitude">In metres above the sea; null where the file does not say.</param>
public sealed record GeoPoint(double Latitude, double Longitude, double? Altitude);
