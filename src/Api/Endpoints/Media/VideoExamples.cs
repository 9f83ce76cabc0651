using Picora.Api.Documentation;
using Picora.Application.Media.Videos;

namespace Picora.Api.Endpoints.Media;

internal static class VideoExamples
{
    private const string Id = "e5F6g7H8i9J0k1L2m3N4o";
    private const string Folder = $"https://media.example.org/video/{Id}";

    public static readonly FormField[] Form =
    [
        FormField.File("The video: MP4, MOV, MKV, WebM or AVI, by its bytes; names and declared types do not count."),
        new("title", "A title; the file's name without its extension by default.", "Harbour at dawn"),
        new("tags", "A JSON array of texts.", "[\"travel\",\"sea\"]"),
        new("isPublic", "`true` (the default) or `false`.", "true"),
        new("is_public", "Another name of `isPublic`.", "true"),
    ];

    public static readonly FormField[] ThumbnailForm = [FormField.File("The picture: JPEG, PNG, WebP or GIF.")];

    public static readonly AcceptedVideo Accepted = new(Id, Id, "video", "processing", "Harbour at dawn", "harbour.mp4", 48_213_340, IsPublic: true, Samples.Now);

    public static readonly VideoResponse Video = new(
        Id, "video", "Harbour at dawn", "harbour.mp4", "ready", 48_213_340, 63.52, $"{Folder}/index.m3u8", $"{Folder}/thumbnail.jpg", IsPublic: true,
        ["travel", "sea"], Samples.Now, Samples.Now.AddSeconds(90))
    {
        UserId = Samples.UserId,
        MimeType = "video/mp4",
        Width = 1920,
        Height = 1080,
        StoryboardUrl = $"{Folder}/storyboard.vtt",
        DownloadUrl = $"{Folder}/download.mp4?exp=1767610800&sig=f5Xk0aPq7Lw.Wm0k1sVbq3n5xJw9yTz2cFh8rDg6uLpA4eKiOo7M1vE",
    };

    public static readonly VideoListResponse List = new([Video], [Video], null, HasMore: false, Total: 1);

    public static readonly VideoStatusResponse Status = new(Id, "ready", $"{Folder}/index.m3u8", $"{Folder}/thumbnail.jpg", 63.52, null, null, null);

    public static readonly VideoStatusResponse Processing = new(Id, "processing", null, null, 63.52, 0, null, null);

    public static readonly VideoStatusResponse Cancelled = new(Id, "error", null, null, 63.52, null, "Processing was cancelled", "VIDEO_CANCELLED");

    public static readonly MediaPatch Patch = new("Harbour at dusk", ["travel"], IsPublic: false, IsPublicAlias: null);

    public static readonly VideoThumbnail Thumbnail = new($"{Folder}/thumbnail.jpg");
}
