using System.ComponentModel;
using System.Globalization;
using Picora.Application.Abstractions;
using Picora.Application.Media.Contracts;
using Picora.Application.Uploads.Sessions;

namespace Picora.Api.Endpoints.Pichr;

internal sealed record PichrPresign(
    string? Filename,
    [property: Description("Such as `image/png`; what the file really is, its bytes say.")] string? Mime,
    [property: Description("The size of the file; the PUT has exactly as many bytes.")] long? Bytes,
    [property: Description("What the file is to have, in hex; may be left out.")] string? Sha256,
    string? Title,
    PichrVisibility? Visibility,
    [property: Description("Hours after which the file is deleted, from when it is finalized; absent: never.")] long? ExpiresIn = null)
{
    public PresignUpload ToRequest() => new(Filename, Mime, Bytes, Sha256) { ResourceType = "image", Title = Title, IsPublic = Visibility.ToIsPublic(), ExpiresIn = ExpiresIn };
}

/// <param name="UploadUrl">Where the file goes with one PUT, with the same credential.</param>
internal sealed record PichrPresigned(string UploadId, string FileId, string UploadUrl, string R2Key, DateTimeOffset ExpiresAt, string Message)
{
    public static PichrPresigned Of(PresignedUpload upload, IPublicUrls urls)
    {
        var file = PichrIds.File(upload.MediumId);
        var day = upload.CreatedAt.UtcDateTime.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        return new PichrPresigned(
            PichrIds.Upload(upload.UploadId), file, $"{urls.Api}/api/v1/upload/direct/{file}", $"uploads/{day}/{file}/{upload.Filename}", upload.ExpiresAt, "created");
    }
}

/// <param name="Url">Where the file will be read from, if it is what was announced; <c>finalize</c> says for sure.</param>
internal sealed record PichrReceived(string FileId, string Url, string Mime, long Bytes, string Status)
{
    public static PichrReceived Of(DirectUpload upload, IPublicUrls urls) => new(
        PichrIds.File(upload.MediumId), $"{urls.Media}/{upload.MediumId}.{ExtensionOf(upload.ContentType)}", upload.ContentType, upload.Bytes, "ready");

    private static string ExtensionOf(string mime) => mime.Split('/', ';')[^1] switch
    {
        "jpeg" or "heic" => "jpg",
        "tiff" or "bmp" => "png",
        "svg+xml" => "svg",
        var other => other,
    };
}

/// <summary>Only <c>fileId</c> is needed. What the client says of the picture is not looked at.</summary>
internal sealed record PichrFinalize(
    string? UploadId,
    string? FileId,
    string? R2Key,
    [property: Description("What the PUT was answered with; a text that is no SHA-256 is not looked at.")] string? R2Etag,
    double? Width,
    double? Height,
    string? Phash,
    double? NsfwScore)
{
    public FinalizeUpload ToRequest() => new(FileId is null ? null : PichrIds.ReadFile(FileId), R2Etag);
}

/// <param name="DuplicateOf">The file that was there already with the same bytes, which is then <c>fileId</c>; null when there was none.</param>
internal sealed record PichrFinalized(
    string FileId,
    string Url,
    string CdnUrl,
    string Mime,
    long Bytes,
    int? Width,
    int? Height,
    double NsfwScore,
    bool AgeRestricted,
    PichrVisibility Visibility,
    DateTimeOffset? ExpiresAt,
    string? Phash,
    string? DuplicateOf)
{
    public static PichrFinalized Of(FinalizedUpload upload)
    {
        var (item, file) = (upload.Item, PichrIds.File(upload.Item.Id));
        return Of(item, file, upload.Duplicate ? file : null);
    }

    private static PichrFinalized Of(MediaItem item, string file, string? duplicateOf) => new(
        file, item.Url ?? string.Empty, item.Url ?? string.Empty, item.MimeType, item.SizeBytes, item.Width, item.Height, NsfwScore: 0, AgeRestricted: false,
        PichrVisibilities.Of(item.IsPublic), item.ExpiresAt, Phash: null, duplicateOf);
}
