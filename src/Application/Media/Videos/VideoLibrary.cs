using Microsoft.EntityFrameworkCore;
using Picora.Application.Abstractions;
using Picora.Application.Media.Contracts;
using Picora.Domain;
using Picora.Domain.Accounts.Contracts;
using Picora.Domain.Media;
using Picora.Domain.Media.Contracts;
using Picora.Domain.Media.Videos;

namespace Picora.Application.Media.Videos;

/// <summary>Videos among the media of all kinds. None is in a collection.</summary>
internal sealed class VideoLibrary(IMediaDb db, ITextIndex index, VideoRemoval removal, VideoViews views, TimeProvider time) : IMediaLibrary
{
    public MediaKind Kind => MediaKind.Video;

    public async Task<IReadOnlyList<MediaItem>> PageAsync(UserId owner, MediaListing listing, int most, CancellationToken cancellationToken)
    {
        if (listing.KbId is { Length: > 0 })
        {
            return [];
        }

        var found = await index.FindAsync(SearchedRows.Videos, listing.Query, cancellationToken);
        var videos = Narrowed(owner, listing, found);
        if (listing.Behind is { } last)
        {
            var (createdAt, id) = (last.CreatedAt, VideoId.FromStored(last.Id));
            videos = videos.Where(video => video.CreatedAt <= createdAt && (video.CreatedAt < createdAt || video.Id < id));
        }

        var rows = await videos.OrderByDescending(video => video.CreatedAt).ThenByDescending(video => video.Id).Take(most)
            .Select(VideoRow.Projection).ToListAsync(cancellationToken);
        return rows.ConvertAll(views.ToItem);
    }

    public async Task<IReadOnlyList<StoredMedium>> ReadAsync(UserId owner, IReadOnlyCollection<string> ids, CancellationToken cancellationToken)
    {
        var wanted = ids.Select(VideoId.Parse).OfType<VideoId>().ToList();
        var own = db.Videos.AsNoTracking().Where(video => video.OwnerId == owner && wanted.Contains(video.Id));
        var hashes = await own.Select(video => new { video.Id, video.Hash }).ToDictionaryAsync(row => row.Id, row => row.Hash.Value, cancellationToken);
        var rows = hashes.Count == 0 ? [] : await own.Select(VideoRow.Projection).ToListAsync(cancellationToken);
        return [.. rows.Where(row => hashes.ContainsKey(row.Id)).Select(row => new StoredMedium(views.ToItem(row), hashes[row.Id]))];
    }

    public async Task<Result<Success>> DeleteAsync(UserId owner, string id, CancellationToken cancellationToken)
    {
        if (VideoId.Parse(id) is not { } video)
        {
            return MediaErrors.VideoNotFound;
        }

        var removed = await removal.RemoveAsync(owner, [video], cancellationToken);
        return removed.Bind<Success>(gone => gone.Count == 1 ? Success.Value : MediaErrors.VideoNotFound);
    }

    public async Task<IReadOnlyDictionary<UserId, MediaTotal>> TotalsAsync(IReadOnlyCollection<UserId> owners, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var day = new DateTimeOffset(now.UtcDateTime.Date, TimeSpan.Zero);
        var month = new DateTimeOffset(now.Year, now.Month, 1, 0, 0, 0, TimeSpan.Zero);
        return await db.Videos.Where(video => owners.Contains(video.OwnerId))
            .GroupBy(video => video.OwnerId)
            .Select(group => new
            {
                Owner = group.Key,
                Bytes = group.Sum(video => video.SizeBytes),
                Count = group.LongCount(),
                Public = group.Sum(video => video.IsPublic ? 1L : 0L),
                Today = group.Sum(video => video.CreatedAt >= day ? 1 : 0),
                ThisMonth = group.Sum(video => video.CreatedAt >= month ? 1 : 0),
            })
            .ToDictionaryAsync(
                row => row.Owner, row => new MediaTotal(row.Bytes, row.Count, row.Public, 0) { Today = row.Today, ThisMonth = row.ThisMonth }, cancellationToken);
    }

    private IQueryable<Video> Narrowed(UserId owner, MediaListing listing, IReadOnlyList<string>? found)
    {
        var videos = db.Videos.AsNoTracking().Matching(listing.Query, found, VideoId.FromStored, video => video.Id, video => video.SearchText)
            .Where(video => video.OwnerId == owner);
        if (listing.IsPublic is { } isPublic)
        {
            videos = videos.Where(video => video.IsPublic == isPublic);
        }

        return listing.Status switch
        {
            "ready" => videos.Where(video => video.Processing == Processing.Ready),
            "processing" => videos.Where(video => video.Processing == Processing.Pending),
            "failed" => videos.Where(video => video.Processing == Processing.Failed),
            null => videos,
            _ => videos.Where(_ => false),
        };
    }
}
