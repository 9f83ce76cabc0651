using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using MediatR;
using Microsoft.Extensions.Options;
using Picora.Application.Pipeline;
using Picora.Domain;
using Picora.Domain.Media;
using Picora.Domain.Media.Videos;
using Picora.Domain.Quotas.Contracts;
using Picora.Domain.Uploads.Contracts;

namespace Picora.Application.Media.Videos;

/// <summary>A playlist, a piece or another file of a video by its public address.</summary>
/// <param name="Name">Below the video's own address, such as <c>360p/00001.ts</c>.</param>
[PublicAccess]
public sealed record OpenVideo(string Id, string Name, MediaVisit Visit) : IRequest<Result<MediaFile>>
{
    public string Resource => VideoUrls.Resource(Id, Name);
}

internal sealed class OpenVideoHandler(DeliverableVideos rows, MediaGate gate, MediaSignatures signatures, IOptions<VideoOptions> options, TimeProvider time)
    : IRequestHandler<OpenVideo, Result<MediaFile>>
{
    public async Task<Result<MediaFile>> Handle(OpenVideo request, CancellationToken cancellationToken)
    {
        if (gate.RefuseSignature(request.Resource, request.Visit) is { } refusal)
        {
            return refusal;
        }

        if (VideoId.Parse(request.Id) is not { } id || VideoAsset.Parse(request.Name) is not { } asset)
        {
            return MediaErrors.VideoNotFound;
        }

        if (await rows.FindAsync(id, asset, cancellationToken) is not { } video)
        {
            return MediaErrors.VideoNotFound;
        }

        // The file as it was sent, with all that it says about its making, is its owner's and of those to whom they give a signed address.
        var guards = asset.Kind == VideoAssetKind.Download ? video.Guards with { IsPublic = false } : video.Guards;
        var ground = gate.Admit(guards, request.Visit);
        return ground.Bind(admitted => Choose(request, asset, new AdmittedVideo(video, admitted)));
    }

    private Result<MediaFile> Choose(OpenVideo request, VideoAsset asset, AdmittedVideo admitted) => asset.Kind switch
    {
        VideoAssetKind.Master => Master(request, admitted),
        VideoAssetKind.Rendition => Rendition(request, asset, admitted),
        VideoAssetKind.Piece => Piece(asset, admitted),
        VideoAssetKind.Thumbnail => (admitted.Video.File(VideoFile.Thumbnail) ?? admitted.Video.File(VideoFile.Poster)) is { } still
            ? admitted.Stored(still, "image/jpeg", VideoUrls.Thumbnail) with { IsReplaceable = true }
            : MediaErrors.VideoNotFound,
        VideoAssetKind.StoryboardTrack => Track(request, admitted),
        VideoAssetKind.StoryboardSheet => admitted.Video.File(VideoFile.StoryboardSheet) is { } sheet
            ? admitted.Stored(sheet, "image/jpeg", VideoUrls.StoryboardSheet)
            : MediaErrors.VideoNotFound,
        VideoAssetKind.Download => Download(request, admitted),
        _ => throw new ArgumentOutOfRangeException(nameof(asset), asset.Kind, null),
    };

    private Result<MediaFile> Master(OpenVideo request, AdmittedVideo admitted) =>
        admitted.Video is { Processing: Processing.Ready, Files: { Count: > 0 } renditions }
            ? admitted.Written(renditions[0], Playlists.Type, VideoUrls.Master, Playlists.Master(renditions, Signer(request, admitted.Ground, string.Empty)))
            : MediaErrors.VideoNotFound;

    private Result<MediaFile> Rendition(OpenVideo request, VideoAsset asset, AdmittedVideo admitted) =>
        admitted.Video.File(asset.Rendition) is { Index: { } index } rendition
            ? admitted.Written(
                rendition, Playlists.Type, VideoUrls.Master, Playlists.Rendition(SegmentIndex.Parse(index), Signer(request, admitted.Ground, $"{asset.Rendition}/")))
            : MediaErrors.VideoNotFound;

    private static Result<MediaFile> Piece(VideoAsset asset, AdmittedVideo admitted)
    {
        if (admitted.Video.File(asset.Rendition) is not { Index: { } index } rendition || SegmentIndex.Parse(index).Find(asset.Number) is not { } place)
        {
            return MediaErrors.VideoNotFound;
        }

        var file = admitted.Stored(rendition, "video/mp2t", VideoUrls.Piece(asset.Number));
        return file with
        {
            ETag = string.Create(CultureInfo.InvariantCulture, $"{file.ETag[..^1]}-{asset.Number}\""),
            Layout = new DeliveryLayout([LayoutSegment.Stored(place.Offset, place.Length)]),
        };
    }

    private Result<MediaFile> Track(OpenVideo request, AdmittedVideo admitted) =>
        admitted.Video.File(VideoFile.StoryboardSheet) is { Index: { } board } sheet
            ? admitted.Written(
                sheet, Playlists.TrackType, VideoUrls.StoryboardTrack,
                Playlists.Track(Storyboard.Parse(board), admitted.Video.Duration, Signer(request, admitted.Ground, string.Empty)))
            : MediaErrors.VideoNotFound;

    private static Result<MediaFile> Download(OpenVideo request, AdmittedVideo admitted)
    {
        var video = admitted.Video;
        if (!string.Equals(request.Name, VideoUrls.Download(video.Container), StringComparison.Ordinal))
        {
            return MediaErrors.VideoNotFound;
        }

        return video.File(VideoFile.Download) is { } copy
            ? admitted.Stored(copy, video.Container.VideoType(), video.FileName)
            : admitted.Of(video.Key, $"\"{video.Hash}\"", video.CreatedAt, video.Container.VideoType(), video.FileName);
    }

    // Whoever may have a playlist may have what it names, for as long: a signature covers one address only.
    private Func<string, string> Signer(OpenVideo request, MediaGround ground, string folder)
    {
        if (ground is not (MediaGround.Signature or MediaGround.Owner))
        {
            return name => name;
        }

        var expires = ground == MediaGround.Signature
            ? long.Parse(request.Visit.Expires!, NumberStyles.None, CultureInfo.InvariantCulture)
            : time.GetUtcNow().ToUnixTimeSeconds() + options.Value.PlaybackSeconds;
        return name => $"{name}?{signatures.Sign(VideoUrls.Resource(request.Id, folder + name), string.Empty, expires)}";
    }
}

/// <summary>A video that somebody may have, and on what ground.</summary>
internal sealed record AdmittedVideo(DeliverableVideo Video, MediaGround Ground)
{
    private const int ETagLength = 32;

    /// <summary>A stored file as it is.</summary>
    public MediaFile Stored(DeliverableVideoFile file, string type, string fileName) =>
        Of(file.Key, $"\"{file.Key.Value[(file.Key.Value.LastIndexOf('/') + 1)..]}\"", file.CreatedAt, type, fileName);

    /// <summary>A text that was just written.</summary>
    /// <param name="file">What it speaks of: without that it goes nowhere.</param>
    public MediaFile Written(DeliverableVideoFile file, string type, string fileName, string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        var hash = Convert.ToHexStringLower(SHA256.HashData(bytes))[..ETagLength];
        return Of(file.Key, $"\"{hash}\"", file.CreatedAt, type, fileName) with { Layout = new DeliveryLayout([LayoutSegment.Own(bytes)]) };
    }

    public MediaFile Of(ObjectKey key, string etag, DateTimeOffset modifiedAt, string type, string fileName) =>
        new(key, type, etag, modifiedAt, fileName, Video.Guards.OwnerId, Ground, Layout: null) { Bandwidth = QuotaType.MediaBandwidth };
}
