using Picora.Application.Abstractions;
using Picora.Application.Media.Arrivals;
using Picora.Application.Media.Contracts;
using Picora.Application.Uploads.Contracts;
using Picora.Domain;
using Picora.Domain.Media;
using Picora.Domain.Media.Contracts;
using Picora.Domain.Media.Videos;
using Picora.Domain.Uploads.Contracts;

namespace Picora.Application.Media.Videos;

/// <summary>Looks at a file that has arrived and makes it somebody's video, or says why not.</summary>
internal sealed class VideoArrival(IMediaProbe probe, VideoOrders orders, VideoRegistration registration, ArrivalMetrics metrics)
{
    /// <param name="fileName">As the client names it: hostile until normalised.</param>
    public async Task<Result<RegisteredVideo>> TakeAsync(ReceivedUpload upload, string? fileName, ImageFields fields, CancellationToken cancellationToken)
    {
        var facts = await probe.ProbeAsync(upload.Key, cancellationToken);
        if (!facts.IsSuccess)
        {
            return facts.Error;
        }

        if (!facts.Value.Container.IsVideo() || facts.Value.Videos.MaxBy(stream => stream.Size.Pixels) is not { } film)
        {
            return VideoErrors.Unsupported;
        }

        if ((TypeClaims.Refuse(upload.AnnouncedType, facts.Value.Container.VideoType()) ?? orders.RefuseLength(upload.Plan, facts.Value.Duration)) is { } refusal)
        {
            return refusal;
        }

        var container = facts.Value.Container;
        var arrived = new NewVideo(
            upload.Owner, upload.Key, upload.Hash, upload.SizeBytes, container, film.Size, facts.Value.Duration,
            FileNames.Normalise(fileName, $"video.{container.VideoExtension()}"))
        {
            Id = VideoId.Parse(upload.MediumId),
        };
        var registered = await registration.RegisterAsync(upload, arrived, fields, cancellationToken);
        if (registered.IsSuccess)
        {
            metrics.Count(MediaKind.Video.ToName(), registered.Value.Duplicate, upload.SizeBytes);
        }

        return registered;
    }
}

/// <param name="Duplicate">Whether the video was there already; nothing was stored or charged then.</param>
internal sealed record RegisteredVideo(VideoRow Row, bool Duplicate);
