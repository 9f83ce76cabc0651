namespace Picora.Domain.Media.Collections;

/// <summary>What a collection is meant for; it never changes.</summary>
public enum CollectionType
{
    KnowledgeBase,
    Aigc,
    Comic,
    AudioDrama,
    PhotoAlbum,
    Album,
    ComicDrama,
    Movie,
    TvSeries,

    /// <summary>A type of its owner's own making.</summary>
    Custom,
}

/// <summary>Which of the two uses a collection has, beside its type.</summary>
public enum CollectionUse
{
    Creator,
    Output,
}

/// <summary>A type that every installation has.</summary>
/// <param name="Slug">As clients name it.</param>
/// <param name="Allowed">What such a collection holds, unless it was created otherwise.</param>
public sealed record StandardCollectionType(CollectionType Type, string Id, string Slug, string Name, ResourceTypes Allowed, string Icon);

public static class CollectionTypes
{
    public const string CustomSlug = "custom";

    /// <summary>In the order in which they are shown.</summary>
    public static readonly IReadOnlyList<StandardCollectionType> Standard =
    [
        new(CollectionType.KnowledgeBase, "sct_kb", "knowledge_base", "Knowledge Base", ResourceTypes.All, "book"),
        new(CollectionType.Aigc, "sct_aigc", "aigc", "AIGC", ResourceTypes.All, "sparkles"),
        new(CollectionType.Comic, "sct_comic", "comic", "Comic", ResourceTypes.Image | ResourceTypes.Doc, "panels"),
        new(CollectionType.AudioDrama, "sct_audio_drama", "audio_drama", "Audio Drama", ResourceTypes.Audio | ResourceTypes.Image | ResourceTypes.Doc, "mic"),
        new(CollectionType.PhotoAlbum, "sct_photo", "photo_album", "Photo Album", ResourceTypes.Image, "image"),
        new(CollectionType.Album, "sct_album", "album", "Album", ResourceTypes.Audio | ResourceTypes.Image, "music"),
        new(CollectionType.ComicDrama, "sct_comic_drama", "comic_drama", "Comic Drama", ResourceTypes.All, "clapperboard"),
        new(CollectionType.Movie, "sct_movie", "movie", "Movie", ResourceTypes.All, "film"),
        new(CollectionType.TvSeries, "sct_tv", "tv_series", "TV Series", ResourceTypes.All, "tv"),
    ];

    public static string ToSlug(this CollectionType type) => type == CollectionType.Custom ? CustomSlug : Standard.First(known => known.Type == type).Slug;

    /// <summary>Null for an unknown name.</summary>
    public static CollectionType? Parse(string? slug) => string.Equals(slug, CustomSlug, StringComparison.Ordinal)
        ? CollectionType.Custom
        : Standard.FirstOrDefault(known => string.Equals(known.Slug, slug, StringComparison.Ordinal))?.Type;

    public static string ToName(this CollectionUse use) => use == CollectionUse.Creator ? "creator" : "output";

    /// <summary>Null for an unknown name.</summary>
    public static CollectionUse? ParseUse(string? name) => name switch
    {
        "creator" => CollectionUse.Creator,
        "output" => CollectionUse.Output,
        _ => null,
    };
}
