using System.ComponentModel;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Mvc;
using Picora.Application.Documents;

namespace Picora.Api.Endpoints.Documents;

internal sealed record NewDocumentBody(
    [property: Description("1 to 255 characters; ends in `.md`, `.markdown` or `.typ`.")] string? Filename,
    [property: Description("The text. Its bytes in UTF-8 count against the plan's limit.")] string? Content,
    [property: Description("At most 200 characters.")] string? Title,
    [property: Description("At most 10 of at most 32 characters.")] IReadOnlyList<string>? Tags,
    [property: Description("`true` unless the front matter says `public: false`.")] bool? IsPublic,
    [property: Description("Another name of `isPublic`."), JsonPropertyName("is_public")] bool? IsPublicAlias,
    [property: Description("Whether pictures in the text become images of the library; `true` by default.")] bool? RewriteImages,
    [property: Description("The collection that it is filed in; with `relativePath`, or neither.")] string? KbId,
    [property: Description("Where in the collection, such as `notes/plan.md`.")] string? RelativePath)
{
    public CreateDocument ToRequest() => new(Filename, Content, Title, Tags, IsPublic ?? IsPublicAlias, RewriteImages, KbId, RelativePath);
}

internal sealed record DocumentListQuery(
    [property: Description("`nextCursor` of the page before; empty or absent: the first page.")] string? Cursor,
    [property: Description("1 to 50, 20 by default; a larger number counts as 50.")] string? Limit,
    [property: Description("Another name of `limit`.")] string? PageSize,
    [property: Description("Words, each of which title, file name or path contain; upper and lower case do not matter.")] string? Q,
    [property: Description("Only documents with this tag.")] string? Tag,
    [property: Description("`true` or `false`.")] string? IsPublic,
    [property: Description("Another name of `isPublic`."), FromQuery(Name = "is_public")] string? IsPublicAlias,
    [property: Description("`updated_at` (the usual one) or `created_at`, the latest first, or `title`.")] string? Sort,
    [property: Description("Only documents of this collection; `null`: only those of none.")] string? KbId,
    [property: Description("What the path in the collection begins with; needs `kbId`.")] string? Prefix,
    [property: Description("`true`: those that were deleted and can be taken back, in their stead.")] string? Deleted)
{
    public DocumentFilter ToFilter() => new(Q, Tag, IsPublic ?? IsPublicAlias, KbId, Prefix, Deleted);
}

internal sealed record DocumentIds(IReadOnlyList<string>? Ids);

internal sealed record DocumentPatch(
    [property: Description("Not empty, at most 200 characters.")] string? Title,
    IReadOnlyList<string>? Tags,
    bool? IsPublic,
    [property: Description("Another name of `isPublic`."), JsonPropertyName("is_public")] bool? IsPublicAlias,
    [property: Description("Where in the collection; with `kbId`.")] string? RelativePath)
{
    private readonly string? kbId;
    private readonly bool isPlaced;

    [Description("A collection, with `relativePath`; null takes the document out of its collection.")]
    public string? KbId
    {
        get => kbId;
        init => (kbId, isPlaced) = (value, true);
    }

    /// <summary>Null when the body does not speak of a place, which is not the same as null in the body.</summary>
    [JsonIgnore]
    public DocumentPlace? Place => isPlaced || RelativePath is not null ? new DocumentPlace(KbId, RelativePath) : null;
}

internal sealed record DocumentMove(IReadOnlyList<string>? Ids)
{
    /// <summary>Null when the body does not name one.</summary>
    [JsonIgnore]
    public DocumentTarget? Target { get; private init; }

    [Description("A collection; null for none.")]
    public string? KbId
    {
        get => Target?.KbId;
        init => Target = new DocumentTarget(value);
    }
}
