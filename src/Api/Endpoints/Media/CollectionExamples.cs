using Picora.Api.Documentation;
using Picora.Application.Media.Collections;

namespace Picora.Api.Endpoints.Media;

internal static class CollectionExamples
{
    public const string Id = "i9J0k1L2m3N4o5P6q7R8s";
    private const string Hash = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08";

    private static readonly string[] OnlyImages = ["image"];

    public static readonly CollectionResponse Collection = new(
        Id, "Trip", "trip", "photo_album", OnlyImages, CustomTypeId: null, "creator", "Two weeks at the sea", DocCount: 0, SizeBytes: 3_481_214,
        IsDefault: false, Samples.Now, Samples.Now, DeletedAt: null)
    {
        ItemCount = 1,
        CoverImageId = ImageExamples.Image.Id,
        CoverUrl = ImageExamples.Image.ThumbnailUrl,
    };

    public static readonly CollectionListResponse List = new([Collection], null, HasMore: false);

    public static readonly NewCollectionBody New = new("Trip", Slug: null, "Two weeks at the sea", "photo_album", AllowedResourceTypes: null, CustomTypeId: null, KbType: null);

    public static readonly CollectionPatch Change = new("Trip to the sea", null, IsDefault: true, null, ImageExamples.Image.Id, null, null, null);

    public static readonly DeletedCollection Deleted = new(Id);

    public static readonly CollectionImagesResponse Images = new([ImageExamples.Image with { KbId = Id }], null, HasMore: false, Total: 1);

    public static readonly CollectionOrderBody Order = new([ImageExamples.Image.Id], "Zx9cVb2nMk4");

    public static readonly CollectionManifest Manifest = new(
        3, Id, [new ManifestItem("image", ImageExamples.Image.Id, "harbour.jpg", Hash, 3_481_214, Samples.Now)], new ManifestCounts(0, 1, 0, 0, 1), null, Samples.Now);

    public static readonly CollectionTypeResponse OwnType = new(
        "k1L2m3N4o5P6q7R8s9T0u", Samples.UserId, "My Podcast Series", "my_podcast", ["doc", "audio"], "mic", null, 100, IsBuiltin: false, Samples.Now);

    public static readonly CollectionTypeList Types = new(
    [
        new CollectionTypeResponse("sct_photo", null, "Photo Album", "photo_album", OnlyImages, "image", null, 50, IsBuiltin: true, DateTimeOffset.UnixEpoch), OwnType,
    ]);

    public static readonly NewCollectionTypeBody NewType = new("My Podcast Series", "my_podcast", ["audio", "doc"], "mic", Description: null);
}
