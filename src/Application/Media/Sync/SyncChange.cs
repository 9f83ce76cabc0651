using System.Text.Json.Serialization;
using Picora.Application.Media.Contracts;
using Picora.Domain.Media.Contracts;
using Picora.Domain.Media.Sync;

namespace Picora.Application.Media.Sync;

/// <summary>What to do with a copy's medium.</summary>
/// <param name="Op"><c>upsert</c>: it is new or has changed, here is how it is now. <c>delete</c>: it is gone, and nothing else is said of it.</param>
/// <param name="Type"><c>image</c>, <c>video</c>, <c>audio</c> or <c>doc</c>.</param>
/// <param name="UpdatedAt">When the medium changed last, or when it was deleted.</param>
public sealed record SyncChange(string Op, string Type, string Id, DateTimeOffset UpdatedAt)
{
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Url { get; init; }

    /// <summary>The SHA-256 of the file as it was sent (or, of a drawing, as it was cleaned).</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? ContentHash { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public long? SizeBytes { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? MimeType { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Filename { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public bool? IsPublic { get; init; }

    /// <param name="medium">Null for one that is not there.</param>
    internal static SyncChange? Of(MediaChange entry, StoredMedium? medium) => (entry.Deleted, medium) switch
    {
        (true, _) => new SyncChange("delete", entry.Kind.ToName(), entry.MediumId, entry.At),
        (_, null) => null,
        (_, { Item: var item }) => new SyncChange("upsert", item.Type, item.Id, item.UpdatedAt)
        {
            Url = item.Url,
            ContentHash = medium.ContentHash,
            SizeBytes = item.SizeBytes,
            MimeType = item.MimeType,
            Filename = item.Filename,
            IsPublic = item.IsPublic,
        },
    };
}
