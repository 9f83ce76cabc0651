namespace Picora.Domain.Quotas.Contracts;

/// <summary>What a quota counts; the names are those of the <c>type</c> in a <c>QUOTA_EXCEEDED</c> answer.</summary>
public enum QuotaType
{
    /// <summary>Bytes of stored images.</summary>
    ImageStorage,

    /// <summary>Bytes of images that go out in a month.</summary>
    ImageBandwidth,

    /// <summary>Live API keys.</summary>
    ApiKeyCount,
}

public static class QuotaTypes
{
    public const int MaxNameLength = 32;

    public static string ToName(this QuotaType type) => type switch
    {
        QuotaType.ImageStorage => "img_storage",
        QuotaType.ImageBandwidth => "img_bandwidth",
        QuotaType.ApiKeyCount => "api_key_count",
        _ => throw new ArgumentOutOfRangeException(nameof(type), type, null),
    };

    public static QuotaType FromName(string name) => name switch
    {
        "img_storage" => QuotaType.ImageStorage,
        "img_bandwidth" => QuotaType.ImageBandwidth,
        "api_key_count" => QuotaType.ApiKeyCount,
        _ => throw new ArgumentOutOfRangeException(nameof(name), name, null),
    };
}
