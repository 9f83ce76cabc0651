using MediatR;
using Microsoft.EntityFrameworkCore;
using Picora.Application.Abstractions;
using Picora.Application.Pipeline;
using Picora.Domain;
using Picora.Domain.Accounts.Contracts;
using Picora.Domain.Media;
using Picora.Domain.Media.Videos;

namespace Picora.Application.Media.Videos;

/// <summary>Stops the processing of one of the caller's videos. It can be begun anew.</summary>
[RequireScope(Scope.VideosWrite)]
public sealed record CancelVideo(string Id) : IRequest<Result<VideoStatusResponse>>;

internal sealed class CancelVideoHandler(IMediaDb db, IUnitOfWork unitOfWork, ICaller caller, VideoStatuses statuses, RunningVideos running)
    : IRequestHandler<CancelVideo, Result<VideoStatusResponse>>
{
    private static readonly string Words = $"{VideoErrors.Cancelled.Code}: {VideoErrors.Cancelled.Message}";

    public async Task<Result<VideoStatusResponse>> Handle(CancelVideo request, CancellationToken cancellationToken)
    {
        var id = VideoId.Parse(request.Id) ?? default;
        var cancelled = await unitOfWork.ExecuteAsync(token => CancelAsync(id, token), cancellationToken);
        if (cancelled.IsSuccess)
        {
            running.Stop(id);
        }

        return cancelled;
    }

    private async Task<Result<VideoStatusResponse>> CancelAsync(VideoId id, CancellationToken cancellationToken)
    {
        var owner = caller.Current.UserId;
        var changed = await db.Videos.Where(video => video.Id == id && video.OwnerId == owner && video.Processing == Processing.Pending)
            .ExecuteUpdateAsync(
                row => row.SetProperty(video => video.Processing, Processing.Failed)
                    .SetProperty(video => video.NextAttemptAt, (DateTimeOffset?)null)
                    .SetProperty(video => video.LeaseToken, (string?)null)
                    .SetProperty(video => video.LeasedUntil, (DateTimeOffset?)null)
                    .SetProperty(video => video.LastError, Words),
                cancellationToken);
        var status = await statuses.OfAsync(id, cancellationToken);
        return status.IsSuccess && changed == 0 ? VideoErrors.NotProcessing : status;
    }
}
