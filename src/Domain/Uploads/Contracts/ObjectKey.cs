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

    /// <summary>A fresh key for a rendition of a medium.</summary>
    public static ObjectKey NewVariant(string mediaId, string name, string extension) =>
        new($"{VariantsFolder}{Shard(mediaId)}/{mediaId}-{name}-{NanoId.New(NanoId.Short)}.{extension}");

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

    // Sixty-four folders at most, named alike on case-insensitive file systems.
    private static string Shard(string id) => (id[0] & 0x3F).ToString("x2", CultureInfo.InvariantCulture);
}
