namespace Picora.Domain.Media.Contracts;

/// <summary>What a stored medium is; the names are those of the <c>type</c> in an answer.</summary>
public enum MediaKind
{
    Image,
    Video,
    Audio,
}

public static class MediaKinds
{
    public static IReadOnlyList<MediaKind> All { get; } = Enum.GetValues<MediaKind>();

    public static string ToName(this MediaKind kind) => kind switch
    {
        MediaKind.Image => "image",
        MediaKind.Video => "video",
        MediaKind.Audio => "audio",
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, null),
    };

    /// <summary>Null for a name that no kind has.</summary>
    public static MediaKind? Find(string? name) => name?.Trim().ToLowerInvariant() switch
    {
        "image" => MediaKind.Image,
        "video" => MediaKind.Video,
        "audio" => MediaKind.Audio,
        _ => null,
    };
}
