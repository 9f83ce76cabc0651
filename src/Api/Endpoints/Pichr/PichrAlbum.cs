using System.ComponentModel;
using Picora.Application.Media.Collections;

namespace Picora.Api.Endpoints.Pichr;

/// <summary>A collection of the type <c>photo_album</c>.</summary>
/// <param name="Visibility"><c>private</c>: an album is a list for its owner. Each file has a visibility of its own.</param>
/// <param name="CoverUrl">Null while the album is empty.</param>
internal sealed record PichrAlbum(
    string Id, string Title, string? Description, PichrVisibility Visibility, long FileCount, string? CoverUrl, DateTimeOffset CreatedAt, DateTimeOffset UpdatedAt)
{
    public static PichrAlbum Of(CollectionResponse collection) => new(
        collection.Id, collection.Name, collection.Description, PichrVisibility.Private, collection.ItemCount, collection.CoverUrl, collection.CreatedAt, collection.UpdatedAt);
}

/// <param name="Items">The same list as <paramref name="Albums"/>.</param>
internal sealed record PichrAlbums(IReadOnlyList<PichrAlbum> Albums, IReadOnlyList<PichrAlbum> Items, string? NextCursor, bool HasMore)
{
    public static PichrAlbums Of(CollectionListResponse list)
    {
        var albums = list.Items.Select(PichrAlbum.Of).ToList();
        return new PichrAlbums(albums, albums, list.NextCursor, list.HasMore);
    }
}

internal sealed record PichrNewAlbum([property: Description("1 to 120 characters.")] string? Title, string? Description)
{
    public CreateCollection ToRequest() => new(Title, null, Description, "photo_album", null, null, null);
}

internal sealed record PichrAlbumPatch(
    string? Title,
    [property: Description("An empty one clears it.")] string? Description,
    [property: Description("One of the album's files.")] string? CoverFileId)
{
    public UpdateCollection ToRequest(string id) => new(id, Title, Description, null, null, CoverFileId is null ? null : PichrIds.ReadFile(CoverFileId));
}

internal sealed record PichrAlbumFiles([property: Description("1 to 50; they come to the album's end, in this order.")] IReadOnlyList<string>? FileIds)
{
    public MoveImages ToRequest(string album) => new(FileIds?.Select(PichrIds.ReadFile).ToList(), new MoveTarget(album));
}

/// <param name="Moved">How many of the files are there now; those that are not the caller's are passed over.</param>
internal sealed record PichrMoved(int Moved);
