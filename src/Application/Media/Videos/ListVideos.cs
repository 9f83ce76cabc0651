using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Picora.Application.Abstractions;
using Picora.Application.Media.Library;
using Picora.Application.Pipeline;
using Picora.Domain;
using Picora.Domain.Accounts.Contracts;
using Picora.Domain.Media.Contracts;
using Picora.Domain.Media.Videos;

namespace Picora.Application.Media.Videos;

/// <summary>The caller's videos, newest first.</summary>
[RequireScope(Scope.VideosRead)]
public sealed record ListVideos(string? Cursor, string? Limit) : IRequest<Result<VideoListResponse>>, IPagedRequest;

/// <param name="Videos">The same list as <paramref name="Items"/>, for clients that read this name.</param>
/// <param name="Total">How many videos the caller has.</param>
public sealed record VideoListResponse(
    IReadOnlyList<VideoResponse> Items, IReadOnlyList<VideoResponse> Videos, string? NextCursor, bool HasMore, long Total);

internal sealed class ListVideosValidator : AbstractValidator<ListVideos>
{
    public ListVideosValidator()
    {
        this.RuleForPage();
        RuleFor(request => request.Cursor).Must(_ => false).WithMessage("cursor is not one that a list of videos returned.")
            .When(request => request.Start() is { } start && VideoId.Parse(start.Id) is null);
    }
}

internal sealed class ListVideosHandler(IMediaDb db, MediaCounts counts, ICaller caller, VideoViews views) : IRequestHandler<ListVideos, Result<VideoListResponse>>
{
    public async Task<Result<VideoListResponse>> Handle(ListVideos request, CancellationToken cancellationToken)
    {
        var (owner, size) = (caller.Current.UserId, request.Size());
        var page = db.Videos.AsNoTracking().Where(video => video.OwnerId == owner);
        if (request.Start() is { } start && VideoId.Parse(start.Id) is { } last)
        {
            page = page.Where(video => video.CreatedAt <= start.CreatedAt && (video.CreatedAt < start.CreatedAt || video.Id < last));
        }

        var rows = await page.OrderByDescending(video => video.CreatedAt).ThenByDescending(video => video.Id).Take(size + 1)
            .Select(VideoRow.Projection).ToListAsync(cancellationToken);
        var more = rows.Count > size;
        var items = rows.Take(size).Select(row => views.Show(row, isOwner: true)).ToList();
        var next = more ? new PageCursor(items[^1].Id, items[^1].CreatedAt).ToString() : null;
        return new VideoListResponse(items, items, next, more, await counts.OfAsync(owner, MediaKind.Video, cancellationToken));
    }
}
