using Microsoft.EntityFrameworkCore;
using Picora.Application.Abstractions;
using Picora.Application.Media.Contracts;
using Picora.Application.Quotas.Contracts;
using Picora.Application.Uploads.Contracts;
using Picora.Domain;
using Picora.Domain.Accounts.Contracts;
using Picora.Domain.Media.Contracts;
using Picora.Domain.Quotas.Contracts;
using Picora.Domain.Uploads.Contracts;

namespace Picora.Application.Media.Tracks;

/// <summary>Removes an audio file for good: the row, what it paid for and its files go together, and the address is dead from the commit on.</summary>
internal sealed class TrackRemoval(IMediaDb db, IUnitOfWork unitOfWork, IQuotaLedger ledger, IObjectDisposal disposal, IMediaJournal journal)
{
    /// <summary><c>NOT_FOUND</c> when it is not the owner's.</summary>
    public async Task<Result<Success>> RemoveAsync(UserId owner, string id, CancellationToken cancellationToken)
    {
        var removed = NanoId.IsValid(id, NanoId.Long)
            ? await unitOfWork.ExecuteAsync(token => DeleteRowAsync(owner, id, token), cancellationToken)
            : MediaErrors.AudioNotFound;
        if (removed.IsSuccess)
        {
            await disposal.RemoveAsync(removed.Value, CancellationToken.None);
        }

        return removed.Map(_ => Success.Value);
    }

    private async Task<Result<IReadOnlyList<ObjectKey>>> DeleteRowAsync(UserId owner, string id, CancellationToken cancellationToken)
    {
        var wanted = db.AudioTracks.Where(track => track.Id == id && track.OwnerId == owner);
        // Whoever has the lock gives back the bytes; a second deletion at the same time waits for it and finds nothing. Nor is anything made from it meanwhile.
        await wanted.LockAsync(track => track.UpdatedAt, cancellationToken);
        var track = await wanted.AsNoTracking()
            .Select(row => new { row.Key, row.SizeBytes, Renditions = row.Renditions.Select(rendition => rendition.Key).ToList() })
            .SingleOrDefaultAsync(cancellationToken);
        if (track is null)
        {
            return MediaErrors.AudioNotFound;
        }

        List<ObjectKey> keys = [track.Key, .. track.Renditions];
        await wanted.ExecuteDeleteAsync(cancellationToken);
        await ledger.ReturnAsync(owner, QuotaType.MediaStorage, track.SizeBytes, items: 1, cancellationToken);
        disposal.Doom(keys);
        await journal.DeletedAsync(owner, MediaKind.Audio, [id], cancellationToken);
        return keys;
    }
}
