using Microsoft.EntityFrameworkCore;
using Picora.Application.Abstractions;
using Picora.Application.Media.Contracts;
using Picora.Application.Quotas.Contracts;
using Picora.Application.Uploads.Contracts;
using Picora.Domain;
using Picora.Domain.Accounts.Contracts;
using Picora.Domain.Media.Contracts;
using Picora.Domain.Media.Videos;
using Picora.Domain.Quotas.Contracts;
using Picora.Domain.Uploads.Contracts;

namespace Picora.Application.Media.Videos;

/// <summary>
/// Removes videos for good: the row, what it paid for and its files go together, and the addresses are dead from the commit on. Whoever works on
/// one of them stops.
/// </summary>
internal sealed class VideoRemoval(IMediaDb db, IUnitOfWork unitOfWork, IQuotaLedger ledger, IObjectDisposal disposal, IMediaJournal journal, RunningVideos running)
{
    /// <returns>Those of the videos that were the owner's and are gone now.</returns>
    public async Task<Result<IReadOnlyCollection<VideoId>>> RemoveAsync(UserId owner, IReadOnlyCollection<VideoId> ids, CancellationToken cancellationToken)
    {
        var removed = await unitOfWork.ExecuteAsync<RemovedVideos>(
            async token =>
            {
                var gone = await DeleteRowsAsync(owner, db.Videos.Where(video => video.OwnerId == owner && ids.Contains(video.Id)), token);
                await journal.DeletedAsync(owner, MediaKind.Video, [.. gone.Videos.Select(id => id.Value)], token);
                return gone;
            },
            cancellationToken);
        if (removed.IsSuccess)
        {
            await FinishAsync(removed.Value, CancellationToken.None);
        }

        return removed.Map(gone => gone.Videos);
    }

    /// <summary>Inside a unit of work.</summary>
    public async Task<RemovedVideos> DeleteRowsAsync(UserId owner, IQueryable<Video> wanted, CancellationToken cancellationToken)
    {
        // Whoever has the lock gives back the bytes; a second deletion at the same time waits for it and finds nothing.
        await wanted.LockAsync(video => video.UpdatedAt, cancellationToken);
        var videos = await wanted.AsNoTracking()
            .Select(video => new { video.Id, video.SizeBytes, video.Key, Files = video.Files.Select(file => file.Key).ToList() }).ToListAsync(cancellationToken);
        var gone = videos.ConvertAll(video => video.Id);
        var keys = videos.SelectMany(video => video.Files.Prepend(video.Key)).ToList();
        await db.Videos.Where(video => gone.Contains(video.Id)).ExecuteDeleteAsync(cancellationToken);
        var bytes = videos.Sum(video => video.SizeBytes);
        await ledger.ReturnAsync(owner, QuotaType.MediaStorage, bytes, gone.Count, cancellationToken);
        disposal.Doom(keys);
        return new RemovedVideos(gone, keys, bytes);
    }

    /// <summary>After the unit of work.</summary>
    public Task FinishAsync(RemovedVideos removed, CancellationToken cancellationToken)
    {
        foreach (var id in removed.Videos)
        {
            running.Stop(id);
        }

        return disposal.RemoveAsync(removed.Keys, cancellationToken);
    }
}

internal sealed record RemovedVideos(IReadOnlyCollection<VideoId> Videos, IReadOnlyCollection<ObjectKey> Keys, long Bytes);
