using System.Globalization;
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
using Picora.Domain.Media.Sync;

namespace Picora.Application.Media.Sync;

/// <summary>What has happened to the caller's media since last time, for clients that keep a copy (contract section 10).</summary>
/// <param name="Type"><c>image</c>, <c>video</c>, <c>audio</c> or <c>all</c> of these; null for all. <c>doc</c> for documents, which clients of old do not expect.</param>
/// <param name="Since">The cursor of the answer before; null or empty for a copy that has nothing yet.</param>
/// <param name="Limit">1 to 500; a larger number counts as 500.</param>
[RequireAnyScope(Scope.ImagesRead | Scope.VideosRead | Scope.AudioRead | Scope.DocsRead)]
public sealed record GetSyncState(string? Type, string? Since, string? Limit) : IRequest<Result<SyncState>>;

/// <param name="NextCursor">To be sent as <c>since</c> next time, also when there is no more for now.</param>
public sealed record SyncState(IReadOnlyList<SyncChange> Changes, string NextCursor, bool HasMore);

internal sealed class GetSyncStateValidator : AbstractValidator<GetSyncState>
{
    public GetSyncStateValidator()
    {
        // The contract answers 400 here, not the usual 422 (section 30, row 43).
        RuleFor(request => request.Type).Must(type => SyncLimits.KindsOf(type) is not null)
            .WithMessage("type is image, video, audio, doc or all.").WithState(_ => ErrorKind.BadRequest);
        RuleFor(request => request.Since).Must(since => string.IsNullOrEmpty(since) || SyncCursor.Parse(since) is not null)
            .WithMessage("since is not a cursor that this operation returned.").WithState(_ => ErrorKind.BadRequest);
        RuleFor(request => request.Limit).Must(limit => SyncLimits.SizeOf(limit) is not null)
            .WithMessage("limit is a number from 1.").WithState(_ => ErrorKind.BadRequest);
    }
}

internal sealed class GetSyncStateHandler(IMediaDb db, MediaShelves shelves, ICaller caller) : IRequestHandler<GetSyncState, Result<SyncState>>
{
    private static readonly Error BeginAnew = new(
        ErrorKind.Gone, "SYNC_EXPIRED", "Deletions since this cursor are remembered no more; begin anew without since and drop what does not come back");

    public async Task<Result<SyncState>> Handle(GetSyncState request, CancellationToken cancellationToken)
    {
        var admitted = shelves.Readable(SyncLimits.KindsOf(request.Type)!);
        if (!admitted.IsSuccess)
        {
            return admitted.Error;
        }

        var owner = caller.Current.UserId;
        // Everything up to this number is committed: the number was.
        var journal = await db.MediaJournals.AsNoTracking().Where(row => row.OwnerId == owner).SingleOrDefaultAsync(cancellationToken)
            ?? MediaJournal.Open(owner);
        var cursor = string.IsNullOrEmpty(request.Since) ? new SyncCursor(0, null, journal.Revision) : SyncCursor.Parse(request.Since)!;
        if (cursor.Revision > journal.Revision || Math.Max(cursor.Revision, cursor.Start) < journal.Horizon)
        {
            return BeginAnew;
        }

        var size = SyncLimits.SizeOf(request.Limit)!.Value;
        var entries = await Behind(cursor, owner, journal.Revision, admitted.Value).Take(size + 1).ToListAsync(cancellationToken);
        var more = entries.Count > size;
        var page = entries.Take(size).ToList();
        var next = more ? cursor with { Revision = page[^1].Revision, Id = page[^1].MediumId } : cursor with { Revision = journal.Revision, Id = null };
        return new SyncState(await ShowAsync(owner, page, cancellationToken), next.ToString(), more);
    }

    private IQueryable<MediaChange> Behind(SyncCursor cursor, UserId owner, long last, IReadOnlyList<MediaKind> kinds)
    {
        var (revision, id, start) = cursor;
        var entries = db.MediaChanges.AsNoTracking().Where(entry => entry.OwnerId == owner && entry.Revision <= last);
        entries = id is null
            ? entries.Where(entry => entry.Revision > revision)
            : entries.Where(entry => entry.Revision >= revision && (entry.Revision > revision || string.Compare(entry.MediumId, id) > 0));
        return entries.Where(entry => kinds.Contains(entry.Kind) && (!entry.Deleted || entry.Revision > start))
            .OrderBy(entry => entry.Revision).ThenBy(entry => entry.MediumId);
    }

    // A medium that is not there any more was deleted since; its deletion has a larger number and comes later.
    private async Task<IReadOnlyList<SyncChange>> ShowAsync(UserId owner, List<MediaChange> page, CancellationToken cancellationToken)
    {
        var media = new Dictionary<string, StoredMedium>(StringComparer.Ordinal);
        foreach (var group in page.Where(entry => !entry.Deleted).GroupBy(entry => entry.Kind))
        {
            foreach (var medium in await shelves.SyncedOf(group.Key).ReadAsync(owner, [.. group.Select(entry => entry.MediumId)], cancellationToken))
            {
                media[medium.Item.Id] = medium;
            }
        }

        return [.. page.Select(entry => SyncChange.Of(entry, media.GetValueOrDefault(entry.MediumId))).OfType<SyncChange>()];
    }
}

internal static class SyncLimits
{
    private const int Usual = 100;
    private const int Most = 500;

    /// <summary>Null for a name that no kind has.</summary>
    public static IReadOnlyList<MediaKind>? KindsOf(string? type) => type?.Trim().ToLowerInvariant() switch
    {
        null or "" or "all" => MediaKinds.All,
        MediaKinds.Document => [MediaKind.Document],
        var name => MediaKinds.Find(name) is { } kind ? [kind] : null,
    };

    /// <summary>Null for what is no number from 1.</summary>
    public static int? SizeOf(string? limit) => string.IsNullOrEmpty(limit)
        ? Usual
        : long.TryParse(limit, NumberStyles.None, CultureInfo.InvariantCulture, out var size) && size >= 1 ? (int)Math.Min(size, Most) : null;
}
