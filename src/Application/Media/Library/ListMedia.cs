using FluentValidation;
using MediatR;
using Picora.Application.Abstractions;
using Picora.Application.Media.Contracts;
using Picora.Application.Pipeline;
using Picora.Domain;
using Picora.Domain.Accounts.Contracts;
using Picora.Domain.Media.Contracts;

namespace Picora.Application.Media.Library;

/// <summary>The caller's pictures, videos and audio files in one list, newest first (contract section 13). Kinds that the caller may not read are left out.</summary>
/// <param name="Type"><c>image</c>, <c>video</c> or <c>audio</c>; null for all.</param>
[RequireAnyScope(Scope.ImagesRead | Scope.VideosRead | Scope.AudioRead)]
public sealed record ListMedia(string? Type, string? Cursor, string? Limit) : IRequest<Result<MediaListResponse>>, IPagedRequest
{
    public MediaFilter Filter { get; init; } = MediaFilter.None;
}

/// <param name="Total">How many media of the listed kinds the caller has, whatever the other filters; those in the trash do not count.</param>
public sealed record MediaListResponse(IReadOnlyList<MediaItem> Items, string? NextCursor, bool HasMore, long Total);

internal sealed class ListMediaValidator : AbstractValidator<ListMedia>
{
    public ListMediaValidator()
    {
        this.RuleForPage();
        RuleFor(request => request.Cursor).Must(_ => false).WithMessage("cursor is not one that a list of media returned.")
            .When(request => request.Start() is { } start && !MediaIds.IsValid(start.Id));
        RuleFor(request => request.Type).Must(type => string.IsNullOrEmpty(type) || MediaKinds.Find(type) is not null)
            .WithMessage("type is image, video or audio.");
        RuleFor(request => request.Filter).SetValidator(new MediaFilterValidator()).OverridePropertyName(string.Empty);
    }
}

internal sealed class ListMediaHandler(MediaShelves shelves, MediaCounts counts, ICaller caller)
    : IRequestHandler<ListMedia, Result<MediaListResponse>>
{
    public async Task<Result<MediaListResponse>> Handle(ListMedia request, CancellationToken cancellationToken)
    {
        var kinds = shelves.Readable(MediaKinds.Find(request.Type) is { } only ? [only] : MediaKinds.All);
        if (!kinds.IsSuccess)
        {
            return kinds.Error;
        }

        var (owner, size) = (caller.Current.UserId, request.Size());
        var listing = request.Filter.From(request.Start() is { } start ? new MediaPlace(start.CreatedAt, start.Id) : null);
        var pages = new List<IReadOnlyList<MediaItem>>();
        foreach (var kind in kinds.Value)
        {
            pages.Add(await shelves.Of(kind).PageAsync(owner, listing, size + 1, cancellationToken));
        }

        var items = MediaOrder.Merge(pages, size + 1);
        var more = items.Count > size;
        var shown = items.Take(size).ToList();
        var next = more ? new PageCursor(shown[^1].Id, shown[^1].CreatedAt).ToString() : null;
        return new MediaListResponse(shown, next, more, await CountAsync(owner, kinds.Value, cancellationToken));
    }

    private async Task<long> CountAsync(UserId owner, IReadOnlyList<MediaKind> kinds, CancellationToken cancellationToken)
    {
        var total = 0L;
        foreach (var kind in kinds)
        {
            total += await counts.OfAsync(owner, kind, cancellationToken);
        }

        return total;
    }
}
