namespace Picora.Benchmarks.Databases;

/// <summary>One kind of page of one list.</summary>
/// <param name="Items">How many there have to be, or the figure says nothing.</param>
internal sealed record Page(string Name, Func<Library, string> Route, int Items = 50, bool IsForAdministrators = false)
{
    public static readonly IReadOnlyList<Page> All =
    [
        new("images", _ => "/v1/images?limit=50"),
        new("images, deep", library => $"/v1/images?limit=50&cursor={library.DeepImage()}"),
        new("images with a tag", _ => "/v1/images?limit=50&tag=t3"),
        new("images with a tag, deep", library => $"/v1/images?limit=50&tag=t3&cursor={library.DeepImage()}"),
        new("images of a collection", library => $"/v1/images?limit=50&kbId={library.Album}"),
        new("images of a collection, deep", library => $"/v1/images?limit=50&kbId={library.Album}&cursor={library.DeepImage()}"),
        new("a collection in its order", library => $"/v1/collections/{library.Album}/images?limit=50"),
        new("images of two days", _ => "/v1/images?limit=50&start_date=2025-01-03&end_date=2025-01-04"),
        new("images by a word (q)", _ => "/v1/images?limit=50&q=w3"),
        new("images by a word, deep", library => $"/v1/images?limit=50&q=w3&cursor={library.DeepImage()}"),
        new("images by format, visibility, size", _ => "/v1/images?limit=50&format=jpg&isPublic=true&min_size=1"),
        new("images: tag, word and collection", library => $"/v1/images?limit=50&tag=t2&q=photo&kbId={library.Album}"),
        new("trash", _ => "/v1/trash?limit=50"),
        new("trash, deep", library => $"/v1/trash?limit=40&cursor={library.DeepImage()}", 40),
        new("tags", _ => "/v1/images/tags", 10),
        new("media of all kinds", _ => "/v1/media?limit=50"),
        new("media of all kinds, deep", library => $"/v1/media?limit=50&cursor={library.DeepOther()}"),
        new("media: images only", _ => "/v1/media?limit=50&type=image"),
        new("media: audio only, deep", library => $"/v1/media?limit=50&type=audio&cursor={library.DeepOther()}"),
        new("media by a word", _ => "/v1/media?limit=50&q=w3"),
        new("media of a collection", library => $"/v1/media?limit=50&kbId={library.Album}"),
        new("audio", _ => "/v1/audio?limit=50"),
        new("audio by a word, deep", library => $"/v1/audio?limit=50&q=w3&cursor={library.DeepOther()}"),
        new("documents", _ => "/v1/docs?limit=50"),
        new("documents, deep", library => $"/v1/docs?limit=50&cursor={library.DeepOther()}"),
        new("documents by title, deep", library => $"/v1/docs?limit=50&sort=title&cursor={library.DeepTitle()}"),
        new("documents with a tag", _ => "/v1/docs?limit=50&tag=sea"),
        new("documents of a collection", library => $"/v1/docs?limit=50&kbId={library.ShelfId}"),
        new("documents of a collection, deep", library => $"/v1/docs?limit=50&kbId={library.ShelfId}&cursor={library.DeepOther()}"),
        new("documents by a word", _ => "/v1/docs?limit=50&q=w3"),
        new("deleted documents", _ => "/v1/docs?limit=50&deleted=true"),
        new("administrators: users", _ => "/v1/admin/users?limit=50", IsForAdministrators: true),
        new("administrators: users, deep", library => $"/v1/admin/users?limit=50&cursor={library.DeepOther()}", IsForAdministrators: true),
        new("administrators: users by address", _ => "/v1/admin/users?limit=50&q=1%40example", IsForAdministrators: true),
        new("administrators: users of a plan", _ => "/v1/admin/users?limit=50&plan=trial&isActive=true", IsForAdministrators: true),
        new("images by the rarest word", _ => "/v1/images?limit=50&q=needle", 1),
    ];
}
