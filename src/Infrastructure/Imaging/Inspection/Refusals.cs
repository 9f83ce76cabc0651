using System.Globalization;
using Picora.Domain;
using Picora.Domain.Media;

namespace Picora.Infrastructure.Imaging.Inspection;

/// <summary>Why a file is not taken as a picture, in sentences for the person who sent it.</summary>
internal static class Refusals
{
    private const string Field = "file";

    public static Error NotAPicture { get; } =
        Error.Validation(Field, "The file is not a picture in a supported format: JPEG, PNG, GIF, WebP, AVIF, HEIC, TIFF, BMP or SVG.");

    public static Error NoHeicDecoder { get; } =
        Error.Validation(Field, "This server cannot convert HEIC pictures, because it has no decoder for them. Send the picture as JPEG.");

    public static Error TooLongDrawing(int limit) =>
        Error.Validation(Field, string.Create(CultureInfo.InvariantCulture, $"An SVG file has at most {limit} bytes."));

    public static Error Truncated(ImageFormat format) =>
        Error.Validation(Field, $"The {Name(format)} file ends too early: part of the picture is missing.");

    /// <param name="what">Completes the sentence "The JPEG file is broken: …".</param>
    public static Error Broken(ImageFormat format, string what) =>
        Error.Validation(Field, $"The {Name(format)} file is broken: {what}.");

    public static Error Unsupported(ImageFormat format, string what) =>
        Error.Validation(Field, $"This kind of {Name(format)} file is not supported: {what}.");

    public static Error TooScattered { get; } =
        Error.Validation(Field, "The file's metadata is too large or in too many pieces to be left out when it is published.");

    public static Error TooManyFrames(int limit) =>
        Error.Validation(Field, string.Create(CultureInfo.InvariantCulture, $"The animation has more than {limit} frames."));

    public static Error TooManyPixels(long pixels, long limit) => new(
        ErrorKind.Validation,
        "IMAGE_TOO_MANY_PIXELS",
        string.Create(CultureInfo.InvariantCulture, $"The picture has {pixels} pixels; the limit is {limit}."),
        new Dictionary<string, object?>(StringComparer.Ordinal) { ["pixels"] = pixels, ["limit"] = limit });

    private static string Name(ImageFormat format) => format == ImageFormat.WebP ? "WebP" : format.ToString().ToUpperInvariant();
}
