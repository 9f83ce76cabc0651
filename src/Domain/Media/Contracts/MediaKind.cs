namespace Picora.Domain.Media.Contracts;

/// <summary>What a stored medium is; the names are those of the <c>type</c> in an answer.</summary>
public enum MediaKind
{
    Image,
    Video,
    Audio,

    /// <summary>A text. No medium, and in no list of media; copies of a library may keep it along.</summary>
    Document,
}

public static class MediaKinds
{
    public const string Document = "doc";

    public static IReadOnlyList<MediaKind> All { get; } = [MediaKind.Image, MediaKind.Video, MediaKind.Audio];

    public static string ToName(this MediaKind kind) => kind switch
    {
        MediaKind.Image => "image",
        MediaKind.Video => "video",
        MediaKind.Audio => "audio",
        MediaKind.Document => Document,
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, null),
    };

    /// <summary>Null for a name that no kind of media has.</summary>
    public static MediaKind? Find(string? name) => name?.Trim().ToLowerInvariant() switch
    {
        "image" => MediaKind.Image,
        "video" => MediaKind.Video,
        "audio" => MediaKind.Audio,
        _ => null,
    };
}
