using MediatR;
using Microsoft.EntityFrameworkCore;
using Picora.Application.Abstractions;
using Picora.Application.Pipeline;
using Picora.Domain;
using Picora.Domain.Accounts.Contracts;
using Picora.Domain.Media.Videos;

namespace Picora.Application.Media.Videos;

/// <summary>One video: the caller's own, or anybody's that is public; 451 for a stranger when it was blocked.</summary>
[PublicAccess]
public sealed record GetVideo(string Id) : IRequest<Result<VideoResponse>>;

internal sealed class GetVideoHandler(IMediaDb db, ICaller caller, VideoViews views) : IRequestHandler<GetVideo, Result<VideoResponse>>
{
    public async Task<Result<VideoResponse>> Handle(GetVideo request, CancellationToken cancellationToken)
    {
        var row = VideoId.Parse(request.Id) is { } id
            ? await db.Videos.AsNoTracking().Where(video => video.Id == id && video.ErasedAt == null).Select(VideoRow.Projection).SingleOrDefaultAsync(cancellationToken)
            : null;
        return row is null ? MediaErrors.VideoNotFound : ShowTo(caller.Current, row);
    }

    private Result<VideoResponse> ShowTo(Caller viewer, VideoRow row) => viewer switch
    {
        { IsAuthenticated: true } when viewer.UserId == row.OwnerId => viewer.Scopes.HasFlag(Scope.VideosRead)
            ? views.Show(row, isOwner: true)
            : AccessErrors.InsufficientScope(Scope.VideosRead, viewer.Scopes),
        _ when row is { IsPublic: true, IsBlocked: true } => MediaErrors.Blocked,
        _ when row.IsPublic => views.Show(row, isOwner: false),
        { IsAuthenticated: false } => caller.Rejection ?? AccessErrors.Unauthorized,
        _ => MediaErrors.VideoNotFound,
    };
}
