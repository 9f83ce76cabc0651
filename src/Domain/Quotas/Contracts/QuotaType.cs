namespace Picora.Domain.Quotas.Contracts;

/// <summary>What a quota counts; the names are those of the <c>type</c> in a <c>QUOTA_EXCEEDED</c> answer.</summary>
public enum QuotaType
{
    /// <summary>Bytes of stored images.</summary>
    ImageStorage,

    /// <summary>Bytes of images that go out in a month.</summary>
    ImageBandwidth,

    /// <summary>Bytes of stored videos and audio together.</summary>
    MediaStorage,

    /// <summary>Bytes of videos and audio that go out in a month.</summary>
    MediaBandwidth,

    /// <summary>Documents.</summary>
    DocCount,

    /// <summary>Documents in the folders of assistants' memories.</summary>
    MemoryDocCount,

    /// <summary>Collections: knowledge bases, albums and their like.</summary>
    CollectionCount,

    /// <summary>Live API keys.</summary>
    ApiKeyCount,

    /// <summary>Uploads of images in a UTC day.</summary>
    UploadsPerDay,

    /// <summary>Uploads of images in a UTC month.</summary>
    UploadsPerMonth,
}

public static class QuotaTypes
{
    public const int MaxNameLength = 32;

    private static readonly (QuotaType Type, string Name)[] Names =
    [
        (QuotaType.ImageStorage, "img_storage"),
        (QuotaType.ImageBandwidth, "img_bandwidth"),
        (QuotaType.MediaStorage, "media_storage"),
        (QuotaType.MediaBandwidth, "media_bandwidth"),
        (QuotaType.DocCount, "doc_count"),
        (QuotaType.MemoryDocCount, "memory_doc_count"),
        (QuotaType.CollectionCount, "kb_count"),
        (QuotaType.ApiKeyCount, "api_key_count"),
        (QuotaType.UploadsPerDay, "uploads_per_day"),
        (QuotaType.UploadsPerMonth, "uploads_per_month"),
    ];

    /// <summary>All of them, in the order in which people read them.</summary>
    public static IReadOnlyList<QuotaType> All { get; } = [.. Names.Select(entry => entry.Type)];

    /// <summary>
    /// Those with an account of their own for each person. The others are months' sums, counters of the account that they are about, or counted
    /// from their rows each time.
    /// </summary>
    public static IReadOnlyList<QuotaType> WithAccount { get; } =
    [
        QuotaType.ImageStorage, QuotaType.MediaStorage, QuotaType.DocCount, QuotaType.MemoryDocCount, QuotaType.CollectionCount,
    ];

    public static string ToName(this QuotaType type) => Array.Find(Names, entry => entry.Type == type).Name
        ?? throw new ArgumentOutOfRangeException(nameof(type), type, null);

    public static QuotaType FromName(string name) => Find(name) ?? throw new ArgumentOutOfRangeException(nameof(name), name, null);

    /// <summary>Null for a name that no quota has.</summary>
    public static QuotaType? Find(string? name) =>
        Array.FindIndex(Names, entry => string.Equals(entry.Name, name, StringComparison.Ordinal)) is var at and >= 0 ? Names[at].Type : null;

    public static bool IsBandwidth(this QuotaType type) => type is QuotaType.ImageBandwidth or QuotaType.MediaBandwidth;

    /// <summary>Whether it counts bytes; otherwise it counts things.</summary>
    public static bool CountsBytes(this QuotaType type) => type is QuotaType.ImageStorage or QuotaType.MediaStorage || type.IsBandwidth();
}
