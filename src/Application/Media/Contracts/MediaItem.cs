namespace Picora.Application.Media.Contracts;

/// <summary>A picture, video or audio file as the lists over all kinds show it (contract section 13).</summary>
/// <param name="Type"><c>image</c>, <c>video</c> or <c>audio</c>.</param>
/// <param name="Status"><c>ready</c>; videos are also <c>processing</c> or <c>failed</c>.</param>
public sealed record MediaItem(
    string Id,
    string Type,
    string Filename,
    string? Title,
    long SizeBytes,
    string MimeType,
    string Status,
    bool IsPublic,
    IReadOnlyList<string> Tags,
    DateTimeOffset CreatedAt,
    DateTimeOffset UpdatedAt)
{
    /// <summary>Where the file is served: pictures and audio; null for videos.</summary>
    public string? Url { get; init; }

    /// <summary>The playlist of a video that is ready.</summary>
    public string? PlaybackUrl { get; init; }

    public string? ThumbnailUrl { get; init; }

    /// <summary>In pixels; null for audio, and for a video until it has been looked at.</summary>
    public int? Width { get; init; }

    public int? Height { get; init; }

    /// <summary>In seconds; null for pictures.</summary>
    public double? DurationSeconds { get; init; }

    /// <summary>In kbit/s; null but for audio.</summary>
    public int? Bitrate { get; init; }

    /// <summary>The collection that it belongs to; null for none.</summary>
    public string? KbId { get; init; }

    /// <summary>When it is deleted by itself; null for never, and but for pictures.</summary>
    public DateTimeOffset? ExpiresAt { get; init; }
}
