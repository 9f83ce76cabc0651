using Microsoft.EntityFrameworkCore;
using Picora.Application.Abstractions;
using Picora.Domain.Media;
using Picora.Domain.Media.Collections;

namespace Picora.Application.Media.Collections;

/// <summary>A collection as its owner sees it (contract section 23).</summary>
/// <param name="AllowedResourceTypes">Of <c>doc</c>, <c>image</c>, <c>video</c> and <c>audio</c>.</param>
/// <param name="CustomTypeId">Null for a standard type.</param>
/// <param name="KbType"><c>creator</c> or <c>output</c>.</param>
/// <param name="SizeBytes">Of all that it holds; what lies in the trash does not count.</param>
/// <param name="DeletedAt">Null while it is in use.</param>
public sealed record CollectionResponse(
    string Id,
    string Name,
    string Slug,
    string CollectionType,
    IReadOnlyList<string> AllowedResourceTypes,
    string? CustomTypeId,
    string KbType,
    string? Description,
    long DocCount,
    long SizeBytes,
    bool IsDefault,
    DateTimeOffset CreatedAt,
    DateTimeOffset UpdatedAt,
    DateTimeOffset? DeletedAt)
{
    /// <summary>How many things of all kinds it holds.</summary>
    public required long ItemCount { get; init; }

    /// <summary>The picture that stands for the collection; null while it holds none.</summary>
    public string? CoverImageId { get; init; }

    /// <summary>The small form of the cover, or the cover itself until that is made.</summary>
    public string? CoverUrl { get; init; }
}

/// <summary>Shows collections with their covers.</summary>
internal sealed class CollectionViews(IMediaDb db, IPublicUrls urls)
{
    public async Task<IReadOnlyList<CollectionResponse>> ShowAsync(IReadOnlyCollection<Collection> collections, CancellationToken cancellationToken)
    {
        var ids = collections.Select(collection => collection.CoverId).OfType<ImageId>().ToList();
        var covers = await db.Images.AsNoTracking().Where(image => ids.Contains(image.Id))
            .Select(image => new { image.Id, image.Format, IsReady = image.Processing == Processing.Ready })
            .ToDictionaryAsync(
                image => image.Id,
                image => image.IsReady ? MediaUrls.Rendition(urls, image.Id, Renditions.Thumbnail) : MediaUrls.Original(urls, image.Id, image.Format),
                cancellationToken);
        return [.. collections.Select(collection => Show(collection, covers))];
    }

    public async Task<CollectionResponse> ShowAsync(Collection collection, CancellationToken cancellationToken) =>
        (await ShowAsync([collection], cancellationToken))[0];

    /// <summary>A collection that has no cover yet.</summary>
    public static CollectionResponse ShowEmpty(Collection collection) => Show(collection, []);

    private static CollectionResponse Show(Collection collection, Dictionary<ImageId, string> covers)
    {
        var cover = collection.CoverId is { } id && covers.TryGetValue(id, out var url) ? url : null;
        return new CollectionResponse(
            collection.Id.Value,
            collection.Name,
            collection.Slug,
            collection.Type.ToSlug(),
            collection.Allowed.ToNames(),
            collection.CustomTypeId?.Value,
            collection.Use.ToName(),
            collection.Description,
            collection.DocCount,
            collection.SizeBytes,
            collection.IsDefault,
            collection.CreatedAt,
            collection.UpdatedAt,
            collection.DeletedAt)
        {
            ItemCount = collection.ItemCount,
            CoverImageId = cover is null ? null : collection.CoverId?.Value,
            CoverUrl = cover,
        };
    }
}
