using System.Text.Json.Serialization;
using Picora.Domain.Media;

namespace Picora.Application.Media;

/// <summary>What a picture's file and pixels say. The place where it was taken is asked for on its own.</summary>
/// <param name="Kind">The format of the file as it was sent.</param>
/// <param name="Frames">1 for a still picture.</param>
/// <param name="Orientation">As EXIF counts, 1 (as stored) to 8. Width and height are those that a person sees.</param>
/// <param name="ColorSpace">Of the file, such as <c>sRGB</c> or <c>Display P3</c>; deliveries in another format are in sRGB. Null until processed.</param>
/// <param name="DominantColor">Such as <c>#2a6f97</c>. Null until processed.</param>
/// <param name="ThumbHash">A blurred placeholder (ThumbHash) in Base64. Null until processed.</param>
/// <param name="PerceptualHash">64 bits in hexadecimal: the fewer differ from another picture's, the more alike the two look. Null until processed.</param>
/// <param name="TakenAt">By the camera's clock, such as <c>2026-01-31T12:34:56</c>, with an offset where the camera knew it.</param>
public sealed record ImageMetadata(
    [property: JsonIgnore] ImageFormat Kind,
    int Frames,
    int Orientation,
    string? ColorSpace,
    string? DominantColor,
    string? ThumbHash,
    string? PerceptualHash,
    string? CameraMake,
    string? CameraModel,
    string? Lens,
    string? TakenAt)
{
    /// <summary>The format of the file as it was sent, such as <c>jpg</c>, <c>heic</c> or <c>svg</c>.</summary>
    public string Format => Kind.Extension();
}
