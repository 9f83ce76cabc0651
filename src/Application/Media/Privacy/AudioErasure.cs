using Microsoft.EntityFrameworkCore;
using Picora.Application.Privacy.Contracts;
using Picora.Application.Quotas.Contracts;
using Picora.Application.Uploads.Contracts;
using Picora.Domain;
using Picora.Domain.Accounts.Contracts;
using Picora.Domain.Quotas.Contracts;

namespace Picora.Application.Media.Privacy;

/// <summary>The audio files of somebody who leaves: rows, what they paid for, files and everything made from them.</summary>
internal sealed class AudioErasure(IMediaDb db, IQuotaLedger ledger, IObjectDisposal disposal, TimeProvider time) : IErasable
{
    public string Name => "audio";

    public ErasureStage Stage => ErasureStage.Things;

    public Task HideAsync(UserId owner, CancellationToken cancellationToken)
    {
        var now = time.Now();
        return db.AudioTracks.Where(track => track.OwnerId == owner)
            .ExecuteUpdateAsync(row => row.SetProperty(track => track.ErasedAt, now), cancellationToken);
    }

    public async Task<Erased> EraseSomeAsync(UserId owner, int most, CancellationToken cancellationToken)
    {
        var tracks = await db.AudioTracks.AsNoTracking().Where(track => track.OwnerId == owner).OrderBy(track => track.Hash).Take(most)
            .Select(track => new { track.Id, track.SizeBytes, track.Key, Renditions = track.Renditions.Select(rendition => rendition.Key).ToList() })
            .ToListAsync(cancellationToken);
        if (tracks.Count == 0)
        {
            return Erased.Nothing;
        }

        var (ids, bytes) = (tracks.ConvertAll(track => track.Id), tracks.Sum(track => track.SizeBytes));
        var keys = tracks.SelectMany(track => track.Renditions.Prepend(track.Key)).ToList();
        await db.AudioTracks.Where(track => ids.Contains(track.Id)).ExecuteDeleteAsync(cancellationToken);
        await ledger.ReturnAsync(owner, QuotaType.MediaStorage, bytes, ids.Count, cancellationToken);
        disposal.Doom(keys);
        return new Erased(ids.Count, bytes) { Afterwards = token => disposal.RemoveAsync(keys, token) };
    }
}
