namespace Picora.Domain.Media;

/// <summary>A width and a height in pixels.</summary>
public readonly record struct Dimensions(int Width, int Height)
{
    public long Pixels => (long)Width * Height;
}

/// <summary>What inspection found out about a stored picture.</summary>
/// <param name="Size">As a person sees it: after the orientation that the file asks for.</param>
/// <param name="Frames">1 for a still picture.</param>
/// <param name="PublicLayout">How the file goes out to strangers without its personal metadata; null when it has none and goes out as it is.</param>
public sealed record ImageFacts(ImageFormat Format, Dimensions Size, int Frames, DeliveryLayout? PublicLayout)
{
    public Capture Capture { get; init; } = Capture.Unknown;

    /// <summary>What is stored in the file's stead, because it is not safe to keep as it came; null for the file itself.</summary>
    public ReadOnlyMemory<byte>? Rewritten { get; init; }
}
