namespace Picora.Application.Media.Videos;

/// <summary>A video as clients see it (contract section 11).</summary>
/// <param name="Filename">As it was sent; for anybody but its owner a name that tells nothing.</param>
/// <param name="Status"><c>processing</c>, <c>ready</c> or <c>error</c>.</param>
/// <param name="DurationSeconds">Null until known.</param>
/// <param name="PlaybackUrl">The playlist; signed for a private video. Null until it is ready.</param>
/// <param name="ThumbnailUrl">Null until there is one.</param>
public sealed record VideoResponse(
    string Id,
    string Type,
    string Title,
    string Filename,
    string Status,
    long SizeBytes,
    double? DurationSeconds,
    string? PlaybackUrl,
    string? ThumbnailUrl,
    bool IsPublic,
    IReadOnlyList<string> Tags,
    DateTimeOffset CreatedAt,
    DateTimeOffset UpdatedAt)
{
    /// <summary>Whose it is, for its owner; null for anybody else.</summary>
    public string? UserId { get; init; }

    public required string MimeType { get; init; }

    /// <summary>In pixels, as a person sees it.</summary>
    public int Width { get; init; }

    public int Height { get; init; }

    /// <summary>Per cent, while it is processed, for its owner; null otherwise.</summary>
    public int? Progress { get; init; }

    /// <summary>Why it cannot be played, for its owner; null while nothing is wrong.</summary>
    public string? Error { get; init; }

    /// <summary>The same as a code that does not change.</summary>
    public string? ErrorCode { get; init; }

    /// <summary>Pictures for scrubbing, as WebVTT; null until it is ready.</summary>
    public string? StoryboardUrl { get; init; }

    /// <summary>The file as it was sent, signed, for its owner; null for anybody else.</summary>
    public string? DownloadUrl { get; init; }

    public IReadOnlyList<string>? AllowedReferers { get; init; }
}

/// <summary>What an upload answers: names for all known readers.</summary>
public sealed record AcceptedVideo(
    string VideoId,
    string Id,
    string Type,
    string Status,
    string Title,
    string Filename,
    long SizeBytes,
    bool IsPublic,
    DateTimeOffset CreatedAt);

/// <summary>How far a video is.</summary>
/// <param name="Progress">0 to 100 while it is processed; null otherwise.</param>
/// <param name="Error">Why it cannot be played; null while nothing is wrong.</param>
public sealed record VideoStatusResponse(
    string Id, string Status, string? PlaybackUrl, string? ThumbnailUrl, double? DurationSeconds, int? Progress, string? Error, string? ErrorCode);
