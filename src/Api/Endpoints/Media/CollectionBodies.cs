using System.ComponentModel;
using Picora.Application.Media.Collections;

namespace Picora.Api.Endpoints.Media;

internal sealed record NewCollectionBody(
    [property: Description("1 to 120 characters.")] string? Name,
    [property: Description("2 to 64 of a-z, 0-9 and hyphens; yours alone.")] string? Slug,
    string? Description,
    [property: Description("`knowledge_base` (the usual one), `aigc`, `comic`, `audio_drama`, `photo_album`, `album`, `comic_drama`, `movie`, `tv_series` or `custom`.")] string? CollectionType,
    [property: Description("Of `doc`, `image`, `video` and `audio`.")] IReadOnlyList<string>? AllowedResourceTypes,
    [property: Description("Needed with `custom`.")] string? CustomTypeId,
    [property: Description("`creator` (the usual one) or `output`.")] string? KbType)
{
    public CreateCollection ToRequest() => new(Name, Slug, Description, CollectionType, AllowedResourceTypes, CustomTypeId, KbType);
}

internal sealed record CollectionPatch(
    string? Name,
    [property: Description("An empty one clears it.")] string? Description,
    bool? IsDefault,
    IReadOnlyList<string>? AllowedResourceTypes,
    string? CoverImageId,
    [property: Description("Cannot be changed, but may be sent as it is; so may the next two.")] string? CollectionType,
    string? Slug,
    string? CustomTypeId)
{
    public UpdateCollection ToRequest(string id) => new(id, Name, Description, IsDefault, AllowedResourceTypes, CoverImageId)
    {
        Fixed = new FixedParts(CollectionType, Slug, CustomTypeId),
    };
}

internal sealed record CollectionListQuery(
    [property: Description("A `collectionType`, or `all`.")] string? Type,
    [property: Description("`creator`, `output` or `all`.")] string? KbType,
    [property: Description("`updated_at` (the usual one, the latest first) or `name`.")] string? Sort,
    [property: Description("`true` shows those that were deleted lately, too.")] string? IncludeDeleted,
    [property: Description("`nextCursor` of the page before; empty or absent: the first page.")] string? Cursor,
    [property: Description("1 to 50, 20 by default; a larger number counts as 50.")] string? Limit);

internal sealed record ManifestQuery(
    [property: Description("`3`; must be given.")] string? Version,
    [property: Description("`nextCursor` of the page before; empty or absent: the first page.")] string? Cursor,
    [property: Description("1 to 1000, 500 by default; a larger number counts as 1000.")] string? Limit);

internal sealed record CollectionOrderBody(IReadOnlyList<string>? Ids, [property: Description("An image of the collection; null for the end.")] string? Before);

internal sealed record NewCollectionTypeBody(
    [property: Description("1 to 60 characters.")] string? Name,
    [property: Description("1 to 31 of a-z, 0-9 and underscores; yours alone.")] string? Slug,
    [property: Description("Of `doc`, `image`, `video` and `audio`.")] IReadOnlyList<string>? AllowedResourceTypes,
    string? Icon,
    string? Description)
{
    public CreateCollectionType ToRequest() => new(Name, Slug, AllowedResourceTypes, Icon, Description);
}
