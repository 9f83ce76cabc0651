using Picora.Api.Documentation;
using Picora.Application.Media.Contracts;

namespace Picora.Api.Endpoints.Media;

internal static class ArrivalExamples
{
    // A real picture of one pixel, so that the example can be sent as it stands.
    private const string Pixel = "data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==";

    public static readonly Base64Upload Upload = new(Pixel, "pixel.png", "image", "A pixel", ["tiny"], IsPublic: true, KbId: null);

    public static readonly ImportBody Import = new("https://www.example.org/pictures/harbour.jpg", null, null, "Harbour at dawn", ["travel"], IsPublic: true, IsPublicAlias: null, KbId: null);

    public static readonly MediaItem Item = ImageExamples.NewImage.ToItem();

    public static readonly FormField[] Form =
    [
        FormField.File("A picture, video or audio file; as many parts of this name as there are files, 50 at most."),
        new("type", "`image`, `video` or `audio`; for all files, like the other fields. Each file's content tells it otherwise.", "image"),
        new("tags", "A JSON array of texts.", "[\"travel\",\"sea\"]"),
        new("isPublic", "`true` (the default) or `false`.", "true"),
        new("kbId", "The collection that they go into.", CollectionExamples.Id),
    ];

    public static readonly UploadResults Batch = new(
        [
            new UploadResult(0, "harbour.jpg", Success: true, Duplicate: false, Item, null, null, null),
            new UploadResult(1, "notes.txt", Success: false, Duplicate: false, null, "This is no picture that can be read", "VALIDATION_ERROR", null),
        ],
        Uploaded: 1,
        Failed: 1);
}
