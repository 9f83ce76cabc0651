using System.Buffers;
using System.Globalization;

namespace Picora.Domain.Uploads.Contracts;

/// <summary>Where an object lies in the object storage. Built from our own ids only, never from a client's name, and written once.</summary>
public readonly record struct ObjectKey
{
    public const int MaxLength = 120;

    /// <summary>What the keys of uploaded files start with.</summary>
    public const string OriginalsFolder = "originals/";

    /// <summary>What the keys of renditions start with. They can be made again from their originals.</summary>
    public const string VariantsFolder = "variants/";

    /// <summary>What the keys of files made for videos start with. They, too, can be made again.</summary>
    public const string VideosFolder = "videos/";

    /// <summary>What the keys of people's exports start with.</summary>
    public const string ExportsFolder = "exports/";

    /// <summary>What stands before the keys of objects that the integrity check has moved aside.</summary>
    public const string QuarantineFolder = "quarantine/";

    /// <summary>What the keys of objects start with that are written only to see whether the storage works.</summary>
    public const string HealthFolder = "health/";

    private static readonly SearchValues<char> Allowed =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-./");

    private ObjectKey(string value) => Value = value;

    public string Value { get; }

    /// <summary>A fresh key for an upload, spread over 64 folders by its first character.</summary>
    public static ObjectKey NewOriginal()
    {
        var id = NanoId.New();
        return new ObjectKey($"{OriginalsFolder}{Shard(id)}/{id}");
    }

    public static ObjectKey NewExport() => new($"{ExportsFolder}{NanoId.New()}.zip");

    /// <summary>A fresh key for a rendition of a medium.</summary>
    public static ObjectKey NewVariant(string mediaId, string name, string extension) =>
        new($"{VariantsFolder}{Shard(mediaId)}/{mediaId}-{name}-{NanoId.New(NanoId.Short)}.{extension}");

    /// <summary>A fresh key for a file made for a video.</summary>
    public static ObjectKey NewVideoFile(string videoId, string name, string extension) =>
        new($"{VideosFolder}{videoId}/{name}-{NanoId.New(NanoId.Short)}.{extension}");

    /// <summary>The key of a picture made to measure, by the hash of its content and plan: the same for the same bytes.</summary>
    public static ObjectKey ForTransform(string mediaId, string hash, string extension) => new($"{TransformsFolder(mediaId)}{hash}.{extension}");

    /// <summary>What the keys of all pictures made to measure from a medium start with.</summary>
    public static string TransformsFolder(string mediaId) => $"{VariantsFolder}{mediaId}/";

    /// <summary>Whether the object is a picture made to measure, which may go at any time.</summary>
    public bool IsTransform => TransformedMedium is not null;

    /// <summary>The id of the medium that a picture was made to measure from; null for other objects.</summary>
    public string? TransformedMedium =>
        Value.StartsWith(VariantsFolder, StringComparison.Ordinal)
        && Value.AsSpan(VariantsFolder.Length) is var rest
        && rest.IndexOf('/') is var slash and > ShardLength
            ? rest[..slash].ToString()
            : null;

    /// <exception cref="FormatException">The text has a character, a segment or a length that no key of ours has.</exception>
    public static ObjectKey Parse(string text)
    {
        var valid = text.Length is > 0 and <= MaxLength
            && !text.AsSpan().ContainsAnyExcept(Allowed)
            && text.Split('/').All(segment => segment.Length > 0 && segment[0] != '.');
        return valid ? new ObjectKey(text) : throw new FormatException($"Not an object key: '{text}'");
    }

    public static bool operator <(ObjectKey left, ObjectKey right) => string.CompareOrdinal(left.Value, right.Value) < 0;

    public static bool operator >(ObjectKey left, ObjectKey right) => string.CompareOrdinal(left.Value, right.Value) > 0;

    public override string ToString() => Value;

    private const int ShardLength = 2;

    // Sixty-four folders at most, named alike on case-insensitive file systems.
    private static string Shard(string id) => (id[0] & 0x3F).ToString("x2", CultureInfo.InvariantCulture);
}
