using System.ComponentModel;
using Picora.Application.Media;

namespace Picora.Api.Endpoints.Pichr;

/// <summary>Who may see a file. Nothing is listed anywhere for strangers, so <c>unlisted</c> is as good as <c>public</c>.</summary>
internal enum PichrVisibility
{
    Public,
    Unlisted,
    Private,
}

internal static class PichrVisibilities
{
    public static bool? ToIsPublic(this PichrVisibility? visibility) => visibility is { } said ? said != PichrVisibility.Private : null;

    public static PichrVisibility Of(bool isPublic) => isPublic ? PichrVisibility.Public : PichrVisibility.Private;
}

/// <summary>A picture as this surface shows it.</summary>
/// <param name="CdnUrl">The same address as <c>url</c>.</param>
/// <param name="NsfwScore">0: pictures are not judged here, and what a client says of them does not count. So <c>ageRestricted</c> is false.</param>
/// <param name="Visibility"><c>public</c> or <c>private</c>.</param>
/// <param name="ExpiresAt">When the file is deleted by itself; null for never.</param>
/// <param name="Phash">64 bits in hexadecimal; null until the picture is processed.</param>
internal sealed record PichrFile(
    string FileId,
    string Url,
    string CdnUrl,
    string Filename,
    string? Title,
    string Mime,
    long Bytes,
    int? Width,
    int? Height,
    double NsfwScore,
    bool AgeRestricted,
    PichrVisibility Visibility,
    DateTimeOffset? ExpiresAt,
    string? Phash,
    string? AlbumId,
    IReadOnlyList<string> Tags,
    DateTimeOffset CreatedAt,
    DateTimeOffset UpdatedAt)
{
    public static PichrFile Of(ImageResponse image) => new(
        PichrIds.File(image.Id), image.Url, image.Url, image.Filename, image.Title, image.MimeType, image.SizeBytes, image.Width, image.Height,
        NsfwScore: 0, AgeRestricted: false, PichrVisibilities.Of(image.IsPublic), image.ExpiresAt, image.Metadata.PerceptualHash, image.KbId, image.Tags,
        image.CreatedAt, image.UpdatedAt);
}

/// <param name="Items">The same list as <paramref name="Files"/>.</param>
internal sealed record PichrFiles(IReadOnlyList<PichrFile> Files, IReadOnlyList<PichrFile> Items, string? NextCursor, bool HasMore)
{
    public static PichrFiles Of(ImageListResponse list)
    {
        var files = list.Items.Select(PichrFile.Of).ToList();
        return new PichrFiles(files, files, list.NextCursor, list.HasMore);
    }
}

internal sealed record PichrFilePatch(
    [property: Description("An empty one clears it.")] string? Title,
    [property: Description("Replace all tags.")] IReadOnlyList<string>? Tags,
    PichrVisibility? Visibility)
{
    public UpdateImage ToRequest(string id) => new(PichrIds.ReadFile(id), Title, Tags, Visibility.ToIsPublic());
}

internal sealed record PichrFileQuery(
    [property: Description("`nextCursor` of the page before; empty or absent: the first page.")] string? Cursor,
    [property: Description("1 to 50, 20 by default; a larger number counts as 50.")] string? Limit,
    [property: Description("Only files of this album.")] string? AlbumId,
    [property: Description("Words, each of which title, file name or tags contain.")] string? Q)
{
    public ListImages ToRequest() => new(Cursor, Limit, null, null, null) { Filter = new ImageFilter(Q, null, null, AlbumId, null, null) };
}

internal sealed record PichrDeleted(string Id, bool Deleted, string Message)
{
    public static PichrDeleted Of(string id) => new(id, Deleted: true, "deleted");
}
