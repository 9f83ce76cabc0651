using System.Linq.Expressions;
using Picora.Application.Abstractions;
using Picora.Application.Media.Contracts;
using Picora.Application.Media.Links;
using Picora.Domain.Media;
using Picora.Domain.Media.Collections;
using Picora.Domain.Uploads.Contracts;

namespace Picora.Application.Media;

/// <summary>A picture as clients see it (contract section 10).</summary>
/// <param name="Url">Where the picture is served; final from the first answer on.</param>
/// <param name="Processing">Whether the renditions are made: <c>pending</c>, <c>ready</c> or <c>failed</c>.</param>
/// <param name="ThumbnailUrl">At most 320 pixels wide and high; null until made.</param>
/// <param name="PreviewUrl">At most 1280 pixels wide and high; null until made.</param>
public sealed record ImageResponse(
    string Id,
    string Type,
    string UserId,
    string Url,
    string Filename,
    string? Title,
    string MimeType,
    long SizeBytes,
    int Width,
    int Height,
    IReadOnlyList<string> Tags,
    bool IsPublic,
    IReadOnlyList<string>? AllowedReferers,
    string Status,
    string Processing,
    string? ThumbnailUrl,
    string? PreviewUrl,
    DateTimeOffset CreatedAt,
    DateTimeOffset UpdatedAt)
{
    /// <summary>
    /// Where the owner, and nobody else, gets the file as it was sent, when <c>url</c> carries a converted one (HEIC, TIFF, BMP); null otherwise.
    /// </summary>
    public string? OriginalUrl { get; init; }

    public required ImageMetadata Metadata { get; init; }

    /// <summary>The collection that it belongs to; null for none.</summary>
    public string? KbId { get; init; }

    /// <summary>Since when it lies in the trash, where its addresses answer 404; null while it is in use.</summary>
    public DateTimeOffset? TrashedAt { get; init; }

    /// <summary>When it is deleted by itself; null for never.</summary>
    public DateTimeOffset? ExpiresAt { get; init; }

    /// <summary>What to paste where.</summary>
    public required ImageLinks Links { get; init; }

    public MediaItem ToItem() => new(Id, Type, Filename, Title, SizeBytes, MimeType, Status, IsPublic, Tags, CreatedAt, UpdatedAt)
    {
        Url = Url,
        ThumbnailUrl = ThumbnailUrl,
        Width = Width,
        Height = Height,
        KbId = KbId,
        ExpiresAt = ExpiresAt,
    };
}

/// <summary>What a query reads of a picture to show it.</summary>
internal sealed record ImageRow(
    ImageId Id,
    string OwnerId,
    ImageFormat Format,
    string FileName,
    string? Title,
    long SizeBytes,
    int Width,
    int Height,
    bool IsPublic,
    AllowedReferers? AllowedReferers,
    Processing Processing,
    DateTimeOffset CreatedAt,
    DateTimeOffset UpdatedAt,
    List<string> Tags,
    CollectionId? CollectionId,
    long CollectionPosition,
    DateTimeOffset? TrashedAt,
    DateTimeOffset? ExpiresAt,
    ContentHash Hash,
    ImageMetadata Metadata)
{
    public static readonly Expression<Func<Image, ImageRow>> Projection = image => new ImageRow(
        image.Id,
        image.OwnerId.Value,
        image.Format,
        image.FileName,
        image.Title,
        image.SizeBytes,
        image.Width,
        image.Height,
        image.IsPublic,
        image.AllowedReferers,
        image.Processing,
        image.CreatedAt,
        image.UpdatedAt,
        image.Tags.OrderBy(tag => tag.Position).Select(tag => tag.Name).ToList(),
        image.CollectionId,
        image.CollectionPosition,
        image.TrashedAt,
        image.ExpiresAt,
        image.Hash,
        new ImageMetadata(
            image.Format,
            image.Frames,
            image.Orientation,
            image.ColourSpace,
            image.DominantColour,
            image.ThumbHash,
            image.PerceptualHash,
            image.CameraMake,
            image.CameraModel,
            image.Lens,
            image.TakenAt));

    private static readonly Func<Image, ImageRow> FromEntity = Projection.Compile();

    public static ImageRow Of(Image image) => FromEntity(image);

    public ImageResponse ToResponse(IPublicUrls urls)
    {
        var ready = Processing == Processing.Ready;
        return new ImageResponse(
            Id.Value, "image", OwnerId, MediaUrls.Original(urls, Id, Format), FileName, Title, Format.Delivered().MimeType(), SizeBytes, Width, Height,
            Tags, IsPublic, AllowedReferers?.Patterns, "ready", ProcessingName(Processing),
            ready ? MediaUrls.Rendition(urls, Id, Renditions.Thumbnail) : null,
            ready ? MediaUrls.Rendition(urls, Id, Renditions.Preview) : null,
            CreatedAt, UpdatedAt)
        {
            OriginalUrl = Format.Delivered() == Format ? null : MediaUrls.Stored(urls, Id, Format),
            Metadata = Metadata,
            KbId = CollectionId?.Value,
            TrashedAt = TrashedAt,
            ExpiresAt = ExpiresAt,
            Links = ImageLinks.Of(
                MediaUrls.Original(urls, Id, Format), MediaUrls.Rendition(urls, Id, Renditions.Thumbnail), Title ?? Path.GetFileNameWithoutExtension(FileName)),
        };
    }

    private static string ProcessingName(Processing processing) => processing switch
    {
        Processing.Pending => "pending",
        Processing.Ready => "ready",
        Processing.Failed => "failed",
        _ => throw new ArgumentOutOfRangeException(nameof(processing), processing, null),
    };
}
