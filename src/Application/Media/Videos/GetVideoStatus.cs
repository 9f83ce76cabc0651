using MediatR;
using Microsoft.EntityFrameworkCore;
using Picora.Application.Abstractions;
using Picora.Application.Pipeline;
using Picora.Domain;
using Picora.Domain.Accounts.Contracts;
using Picora.Domain.Media.Contracts;
using Picora.Domain.Media.Videos;

namespace Picora.Application.Media.Videos;

/// <summary>How far one of the caller's videos is. 451 when so much has gone out that none is played.</summary>
[RequireScope(Scope.VideosRead)]
public sealed record GetVideoStatus(string Id) : IRequest<Result<VideoStatusResponse>>;

internal sealed class GetVideoStatusHandler(VideoStatuses statuses, ICaller caller, MediaGate gate) : IRequestHandler<GetVideoStatus, Result<VideoStatusResponse>>
{
    public async Task<Result<VideoStatusResponse>> Handle(GetVideoStatus request, CancellationToken cancellationToken)
    {
        var status = await statuses.OfAsync(VideoId.Parse(request.Id), cancellationToken);
        return status.IsSuccess && gate.RefuseSuspended(MediaKind.Video, caller.Current.UserId) is { } suspended ? suspended : status;
    }
}

/// <summary>Reads how far the caller's videos are.</summary>
internal sealed class VideoStatuses(IMediaDb db, ICaller caller, VideoViews views)
{
    public async Task<Result<VideoStatusResponse>> OfAsync(VideoId? id, CancellationToken cancellationToken)
    {
        var owner = caller.Current.UserId;
        var wanted = id ?? default;
        var row = await db.Videos.AsNoTracking().Where(video => video.Id == wanted && video.OwnerId == owner).Select(VideoRow.Projection).SingleOrDefaultAsync(cancellationToken);
        return row is null ? MediaErrors.VideoNotFound : views.ShowStatus(row);
    }
}
