using MediatR;
using Microsoft.EntityFrameworkCore;
using Picora.Application.Abstractions;
using Picora.Application.Pipeline;
using Picora.Domain;
using Picora.Domain.Accounts.Contracts;
using Picora.Domain.Media;
using Picora.Domain.Media.Videos;

namespace Picora.Application.Media.Videos;

/// <summary>Begins the processing of one of the caller's videos anew, after it failed or was cancelled.</summary>
[RequireScope(Scope.VideosWrite)]
public sealed record RetryVideo(string Id) : IRequest<Result<VideoStatusResponse>>;

internal sealed class RetryVideoHandler(VideoRetries retries, IUnitOfWork unitOfWork, ICaller caller, VideoStatuses statuses)
    : IRequestHandler<RetryVideo, Result<VideoStatusResponse>>
{
    public Task<Result<VideoStatusResponse>> Handle(RetryVideo request, CancellationToken cancellationToken) =>
        unitOfWork.ExecuteAsync(token => RetryAsync(VideoId.Parse(request.Id) ?? default, token), cancellationToken);

    private async Task<Result<VideoStatusResponse>> RetryAsync(VideoId id, CancellationToken cancellationToken)
    {
        var owner = caller.Current.UserId;
        var again = await retries.AgainAsync(
            videos => videos.Where(video => video.Id == id && video.OwnerId == owner && video.Processing == Processing.Failed), cancellationToken);
        var status = await statuses.OfAsync(id, cancellationToken);
        return status.IsSuccess && !again ? VideoErrors.NotFailed : status;
    }
}

/// <summary>Puts videos back to the beginning of their processing.</summary>
internal sealed class VideoRetries(IMediaDb db, CommitSignal signal, TimeProvider time)
{
    /// <summary>Inside a unit of work. False when there was no such video.</summary>
    public async Task<bool> AgainAsync(Func<IQueryable<Video>, IQueryable<Video>> which, CancellationToken cancellationToken)
    {
        var now = time.Now();
        signal.Wake(VideoTranscodes.QueueKind);
        return await which(db.Videos).ExecuteUpdateAsync(
            row => row.SetProperty(video => video.Processing, Processing.Pending)
                .SetProperty(video => video.Progress, 0)
                .SetProperty(video => video.Attempts, 0)
                .SetProperty(video => video.NextAttemptAt, now)
                .SetProperty(video => video.LastError, (string?)null),
            cancellationToken) > 0;
    }
}
