using Microsoft.Extensions.Options;
using Picora.Application.Abstractions;
using Picora.Application.Media.Contracts;
using Picora.Application.Quotas.Contracts;
using Picora.Domain.Media;
using Picora.Domain.Media.Contracts;
using Picora.Domain.Media.Videos;
using Picora.Domain.Quotas.Contracts;

namespace Picora.Application.Media.Videos;

/// <summary>Shows videos: addresses of private ones are signed for as long as one sits before them.</summary>
internal sealed class VideoViews(
    IPublicUrls urls, MediaSignatures signatures, IBandwidthStates bandwidth, IOptions<VideoOptions> options, TimeProvider time)
{
    private const string Type = "video";

    /// <param name="isOwner">Whether it is shown to its owner, who learns more.</param>
    public VideoResponse Show(VideoRow row, bool isOwner) => new(
        row.Id.Value, Type, row.Title, isOwner ? row.FileName : NameFor(row), StatusOf(row.Processing), row.SizeBytes, row.DurationSeconds, PlaybackUrl(row), ThumbnailUrl(row),
        row.IsPublic, Video.TagsOf(row.TagText), row.CreatedAt, row.UpdatedAt)
    {
        UserId = isOwner ? row.OwnerId.Value : null,
        MimeType = row.Container.VideoType(),
        Width = row.Width,
        Height = row.Height,
        Progress = isOwner ? ProgressOf(row) : null,
        Error = isOwner ? row.FailureText : null,
        ErrorCode = isOwner ? row.FailureCode : null,
        StoryboardUrl = row.Processing == Processing.Ready ? Address(row, VideoUrls.StoryboardTrack, isSigned: !row.IsPublic) : null,
        DownloadUrl = isOwner ? Address(row, VideoUrls.Download(row.Container), isSigned: true) : null,
        AllowedReferers = isOwner ? row.AllowedReferers?.Patterns : null,
    };

    public VideoStatusResponse ShowStatus(VideoRow row) => new(
        row.Id.Value, StatusOf(row.Processing), PlaybackUrl(row), ThumbnailUrl(row), row.DurationSeconds, ProgressOf(row), row.FailureText, row.FailureCode);

    public static AcceptedVideo ShowAccepted(VideoRow row) => new(
        row.Id.Value, row.Id.Value, Type, StatusOf(row.Processing), row.Title, row.FileName, row.SizeBytes, row.IsPublic, row.CreatedAt);

    /// <summary>As the lists over all kinds show it.</summary>
    public MediaItem ToItem(VideoRow row) => new(
        row.Id.Value, MediaKind.Video.ToName(), row.FileName, row.Title, row.SizeBytes, row.Container.VideoType(),
        row.Processing == Processing.Failed ? "failed" : StatusOf(row.Processing), row.IsPublic, Video.TagsOf(row.TagText), row.CreatedAt, row.UpdatedAt)
    {
        PlaybackUrl = PlaybackUrl(row),
        ThumbnailUrl = ThumbnailUrl(row),
        Width = row.Width,
        Height = row.Height,
        DurationSeconds = row.DurationSeconds,
    };

    public string? ThumbnailUrl(VideoRow row) => row.HasStill ? Address(row, VideoUrls.Thumbnail, isSigned: !row.IsPublic) : null;

    private string? PlaybackUrl(VideoRow row) => row.Processing == Processing.Ready
        ? Address(row, VideoUrls.First(bandwidth.Of(row.OwnerId, QuotaType.MediaBandwidth) == BandwidthState.Degraded), isSigned: !row.IsPublic)
        : null;

    private string Address(VideoRow row, string name, bool isSigned)
    {
        var resource = VideoUrls.Resource(row.Id.Value, name);
        var expires = time.GetUtcNow().ToUnixTimeSeconds() + options.Value.PlaybackSeconds;
        return isSigned ? $"{urls.Media}/{resource}?{signatures.Sign(resource, string.Empty, expires)}" : $"{urls.Media}/{resource}";
    }

    // Clients need some name; what people call their files is nobody else's business.
    private static string NameFor(VideoRow row) => $"{row.Id}.{row.Container.VideoExtension()}";

    private static int? ProgressOf(VideoRow row) => row.Processing == Processing.Pending ? row.Progress : null;

    private static string StatusOf(Processing processing) => processing switch
    {
        Processing.Pending => "processing",
        Processing.Ready => "ready",
        Processing.Failed => "error",
        _ => throw new ArgumentOutOfRangeException(nameof(processing), processing, null),
    };
}
