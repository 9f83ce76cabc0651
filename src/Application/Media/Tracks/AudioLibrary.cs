using Microsoft.EntityFrameworkCore;
using Picora.Application.Abstractions;
using Picora.Application.Media.Contracts;
using Picora.Domain;
using Picora.Domain.Accounts.Contracts;
using Picora.Domain.Media.Contracts;

namespace Picora.Application.Media.Tracks;

/// <summary>Audio files among the media of all kinds. None is in a collection.</summary>
internal sealed class AudioLibrary(IMediaDb db, ITextIndex index, TrackRemoval removal, IPublicUrls urls, TimeProvider time) : IMediaLibrary
{
    private const string Ready = "ready";

    public MediaKind Kind => MediaKind.Audio;

    public async Task<IReadOnlyList<MediaItem>> PageAsync(UserId owner, MediaListing listing, int most, CancellationToken cancellationToken)
    {
        // Audio is there as soon as it is taken in.
        if (listing is { Status: not (null or Ready) } or { KbId.Length: > 0 })
        {
            return [];
        }

        var found = await index.FindAsync(SearchedRows.AudioTracks, listing.Query, cancellationToken);
        var rows = await db.AudioTracks.AsNoTracking().Listed(owner, listing, found).Take(most).Select(TrackRow.Projection).ToListAsync(cancellationToken);
        return rows.ConvertAll(row => row.ToResponse(urls).ToItem());
    }

    public async Task<IReadOnlyList<StoredMedium>> ReadAsync(UserId owner, IReadOnlyCollection<string> ids, CancellationToken cancellationToken)
    {
        var rows = await db.AudioTracks.AsNoTracking().Where(track => track.OwnerId == owner && ids.Contains(track.Id))
            .Select(TrackRow.Projection).ToListAsync(cancellationToken);
        return rows.ConvertAll(row => new StoredMedium(row.ToResponse(urls).ToItem(), row.Hash));
    }

    public Task<Result<Success>> DeleteAsync(UserId owner, string id, CancellationToken cancellationToken) => removal.RemoveAsync(owner, id, cancellationToken);

    public async Task<IReadOnlyDictionary<UserId, MediaTotal>> TotalsAsync(IReadOnlyCollection<UserId> owners, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var day = new DateTimeOffset(now.UtcDateTime.Date, TimeSpan.Zero);
        var month = new DateTimeOffset(now.Year, now.Month, 1, 0, 0, 0, TimeSpan.Zero);
        return await db.AudioTracks.Where(track => owners.Contains(track.OwnerId))
            .GroupBy(track => track.OwnerId)
            .Select(group => new
            {
                Owner = group.Key,
                Bytes = group.Sum(track => track.SizeBytes),
                Count = group.LongCount(),
                Public = group.Sum(track => track.IsPublic ? 1L : 0L),
                Today = group.Sum(track => track.CreatedAt >= day ? 1 : 0),
                ThisMonth = group.Sum(track => track.CreatedAt >= month ? 1 : 0),
            })
            .ToDictionaryAsync(
                row => row.Owner, row => new MediaTotal(row.Bytes, row.Count, row.Public, 0) { Today = row.Today, ThisMonth = row.ThisMonth }, cancellationToken);
    }
}
