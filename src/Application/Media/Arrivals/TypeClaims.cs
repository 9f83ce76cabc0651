using System.Collections.Frozen;
using Picora.Domain;

namespace Picora.Application.Media.Arrivals;

/// <summary>
/// Holds the type that a file was announced as against what its bytes say, where a protocol lets clients announce one in so many words. A claim
/// that names no type that is known here, such as <c>application/octet-stream</c>, is none.
/// </summary>
internal static class TypeClaims
{
    // What the same files go by; containers that differ in a brand only count as one.
    private static readonly FrozenDictionary<string, string> Families = new Dictionary<string, string[]>(StringComparer.Ordinal)
    {
        ["jpeg"] = ["image/jpeg", "image/jpg", "image/pjpeg"],
        ["png"] = ["image/png", "image/x-png", "image/apng"],
        ["gif"] = ["image/gif"],
        ["webp"] = ["image/webp"],
        ["avif"] = ["image/avif"],
        ["heic"] = ["image/heic", "image/heif"],
        ["tiff"] = ["image/tiff"],
        ["bmp"] = ["image/bmp", "image/x-bmp", "image/x-ms-bmp"],
        ["svg"] = ["image/svg+xml"],
        ["mp4"] = ["video/mp4", "video/x-m4v", "video/quicktime", "audio/mp4", "audio/m4a", "audio/x-m4a"],
        ["matroska"] = ["video/webm", "video/x-matroska", "video/matroska"],
        ["avi"] = ["video/x-msvideo", "video/avi", "video/msvideo"],
        ["mp3"] = ["audio/mpeg", "audio/mp3"],
        ["wav"] = ["audio/wav", "audio/x-wav", "audio/wave", "audio/vnd.wave"],
        ["flac"] = ["audio/flac", "audio/x-flac"],
        ["ogg"] = ["audio/ogg", "application/ogg", "audio/opus"],
    }.SelectMany(family => family.Value.Select(type => (type, family.Key))).ToFrozenDictionary(pair => pair.type, pair => pair.Key, StringComparer.OrdinalIgnoreCase);

    /// <param name="announced">As the client says; null when it was not asked.</param>
    /// <param name="real">As the bytes say.</param>
    public static Error? Refuse(string? announced, string real) =>
        announced is not null && Families.TryGetValue(announced.Split(';')[0].Trim(), out var claimed) && Families.TryGetValue(real, out var family)
            && !string.Equals(claimed, family, StringComparison.Ordinal)
            ? new Error(ErrorKind.Validation, "UPLOAD_TYPE_MISMATCH", "The file has another type than was announced").With("announced", announced).With("type", real)
            : null;
}
