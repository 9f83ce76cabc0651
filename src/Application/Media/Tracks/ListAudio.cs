using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Picora.Application.Abstractions;
using Picora.Application.Media.Contracts;
using Picora.Application.Media.Library;
using Picora.Application.Pipeline;
using Picora.Domain;
using Picora.Domain.Accounts.Contracts;
using Picora.Domain.Media.Contracts;

namespace Picora.Application.Media.Tracks;

/// <summary>The caller's audio files, newest first.</summary>
/// <param name="Query">Words, each of which title, file name, artist, album or the file's own title contain.</param>
/// <param name="IsPublic"><c>true</c> or <c>false</c>.</param>
[RequireScope(Scope.AudioRead)]
public sealed record ListAudio(string? Cursor, string? Limit, string? Query, string? IsPublic) : IRequest<Result<AudioListResponse>>, IPagedRequest;

/// <param name="Audio">The same list as <paramref name="Items"/>, for clients that read this name.</param>
/// <param name="Total">How many audio files the caller has, whatever the filter.</param>
public sealed record AudioListResponse(
    IReadOnlyList<AudioResponse> Items, IReadOnlyList<AudioResponse> Audio, string? NextCursor, bool HasMore, long Total);

internal sealed class ListAudioValidator : AbstractValidator<ListAudio>
{
    public ListAudioValidator()
    {
        this.RuleForPage();
        RuleFor(request => request.Cursor).Must(_ => false).WithMessage("cursor is not one that a list of audio returned.")
            .When(request => request.Start() is { } start && !NanoId.IsValid(start.Id, NanoId.Long));
        RuleFor(request => new MediaFilter(request.Query, request.IsPublic, null, null)).SetValidator(new MediaFilterValidator())
            .OverridePropertyName(string.Empty);
    }
}

internal sealed class ListAudioHandler(IMediaDb db, ITextIndex index, MediaCounts counts, ICaller caller, IPublicUrls urls) : IRequestHandler<ListAudio, Result<AudioListResponse>>
{
    public async Task<Result<AudioListResponse>> Handle(ListAudio request, CancellationToken cancellationToken)
    {
        var (owner, size) = (caller.Current.UserId, request.Size());
        var listing = new MediaFilter(request.Query, request.IsPublic, null, null)
            .From(request.Start() is { } start ? new MediaPlace(start.CreatedAt, start.Id) : null);
        var found = await index.FindAsync(SearchedRows.AudioTracks, listing.Query, cancellationToken);
        var rows = await db.AudioTracks.AsNoTracking().Listed(owner, listing, found).Take(size + 1).Select(TrackRow.Projection).ToListAsync(cancellationToken);
        var items = rows.Take(size).Select(row => row.ToResponse(urls)).ToList();
        var next = rows.Count > size ? new PageCursor(items[^1].Id, items[^1].CreatedAt).ToString() : null;
        var total = await counts.OfAsync(owner, MediaKind.Audio, cancellationToken);
        return new AudioListResponse(items, items, next, next is not null, total);
    }
}
