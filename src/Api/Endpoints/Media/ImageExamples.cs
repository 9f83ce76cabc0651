using Picora.Api.Documentation;
using Picora.Application.Media;
using Picora.Application.Media.Links;
using Picora.Domain.Media;

namespace Picora.Api.Endpoints.Media;

internal static class ImageExamples
{
    private const string Id = "Qw3rTy7uIo1";
    private const string Hash = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08";
    private const string MissingHash = "60303ae22b998861bce3b28f33eec1be758a213c86c93c076dbe9f558c11c752";

    public static readonly FormField[] Form =
    [
        FormField.File("The picture: JPEG, PNG, GIF, WebP, AVIF, HEIC, TIFF, BMP or SVG, by its bytes; names and declared types do not count."),
        new("title", "A title.", "Harbour at dawn"),
        new("tags", "A JSON array of texts.", "[\"travel\",\"sea\"]"),
        new("isPublic", "`true` (the default) or `false`.", "true"),
        new("is_public", "Another name of `isPublic`.", "true"),
        new("kbId", "The collection that it goes into.", CollectionExamples.Id),
    ];

    public static readonly ImageResponse Image = new(
        Id, "image", Samples.UserId, $"https://media.example.org/{Id}.jpg", "harbour.jpg", "Harbour at dawn", "image/jpeg", 3_481_214, 4032, 3024,
        ["travel", "sea"], IsPublic: true, AllowedReferers: null, "ready", "ready",
        $"https://media.example.org/{Id}/thumbnail.webp", $"https://media.example.org/{Id}/preview.webp", Samples.Now, Samples.Now.AddSeconds(1))
    {
        Metadata = new ImageMetadata(
            ImageFormat.Jpeg, 1, 6, "Display P3", "#2a6f97", "3OcRJYB4d3h/iIeHeEh3eIhw+j2w", "c3d1e0f0783c1e0f", "Example", "EX-1", "35 mm F1.8", "2026-01-05T08:41:12+01:00"),
        Links = ImageLinks.Of($"https://media.example.org/{Id}.jpg", $"https://media.example.org/{Id}/thumbnail.webp", "Harbour at dawn") with
        {
            Delete = $"https://api.example.org/delete/{Id}?exp=1799147410&sig=f5Xk0aPq7Lw.Wm0k1sVbq3n5xJw9yTz2cFh8rDg6uLpA4eKiOo7M1vE",
        },
    };

    public static readonly ImageLocationResponse Location = new(52.52, 13.41, 38.5);

    /// <summary>Just uploaded: the renditions are being made.</summary>
    public static readonly ImageResponse NewImage = Image with { Processing = "pending", ThumbnailUrl = null, PreviewUrl = null, UpdatedAt = Samples.Now, Metadata = Image.Metadata with { ColorSpace = null, DominantColor = null, ThumbHash = null, PerceptualHash = null } };

    public static readonly ImageListResponse List = new([Image], [Image], null, HasMore: false, Total: 1);

    public static readonly MediaPatch Patch = new("Harbour at dusk", ["travel"], IsPublic: false, IsPublicAlias: null);

    public static readonly SignRequest Sign = new(ExpSeconds: 3600);

    public static readonly SignedImage Signed = new(
        $"https://media.example.org/{Id}.jpg?exp=1767610800&sig=f5Xk0aPq7Lw.Wm0k1sVbq3n5xJw9yTz2cFh8rDg6uLpA4eKiOo7M1vE",
        DateTimeOffset.FromUnixTimeSeconds(1_767_610_800), 1_767_610_800);

    public static readonly ImageIds Ids = new([Id, "Zx9cVb2nMk4"]);

    public static readonly DeleteImagesResponse Deleted = new(Deleted: 1, Failed: 1);

    public static readonly ImageHashes Hashes = new([Hash, MissingHash]);

    public static readonly ExistingImagesResponse Existing = new(
        new Dictionary<string, ExistingImage>(StringComparer.Ordinal) { [Hash] = new(Id, Image.Url) }, [MissingHash]);
}
