using Picora.Domain;
using Picora.Domain.Media.Contracts;

namespace Picora.Application.Media;

internal static class MediaErrors
{
    public static readonly Error ImageNotFound = Error.NotFound("Image not found");

    public static readonly Error VideoNotFound = Error.NotFound("Video not found");

    public static readonly Error AudioNotFound = Error.NotFound("Audio not found");

    public static readonly Error Blocked = new(ErrorKind.LegallyUnavailable, "CONTENT_BLOCKED", "This content was blocked by the operator");

    public static Error NotFound(MediaKind kind) => kind switch
    {
        MediaKind.Image => ImageNotFound,
        MediaKind.Video => VideoNotFound,
        MediaKind.Audio => AudioNotFound,
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, null),
    };

    /// <summary>Far more of the owner's videos and audio has gone out than the plan allows. Clients know the text.</summary>
    public static Error Suspended(MediaKind kind) => new(
        ErrorKind.LegallyUnavailable, "BANDWIDTH_SUSPENDED", $"{(kind == MediaKind.Video ? "Video" : "Audio")} service suspended due to bandwidth limit");
}
