using Microsoft.EntityFrameworkCore;
using Picora.Application.Abstractions;
using Picora.Application.Privacy.Contracts;
using Picora.Domain;
using Picora.Domain.Accounts.Contracts;
using Picora.Domain.Media.Videos;

namespace Picora.Application.Media.Videos;

/// <summary>The videos of somebody who leaves: rows, what they paid for, files and everything made from them.</summary>
internal sealed class VideoErasure(IMediaDb db, VideoRemoval removal, TimeProvider time) : IErasable
{
    public string Name => "videos";

    public ErasureStage Stage => ErasureStage.Things;

    public Task HideAsync(UserId owner, CancellationToken cancellationToken)
    {
        var now = time.Now();
        return db.Videos.Where(video => video.OwnerId == owner).ExecuteUpdateAsync(row => row.SetProperty(video => video.ErasedAt, now), cancellationToken);
    }

    public async Task<Erased> EraseSomeAsync(UserId owner, int most, CancellationToken cancellationToken)
    {
        List<VideoId> some = await db.Videos.AsNoTracking().Where(video => video.OwnerId == owner)
            .OrderBy(video => video.Hash).Take(most).Select(video => video.Id).ToListAsync(cancellationToken);
        if (some.Count == 0)
        {
            return Erased.Nothing;
        }

        var removed = await removal.DeleteRowsAsync(owner, db.Videos.Where(video => video.OwnerId == owner && some.Contains(video.Id)), cancellationToken);
        return new Erased(removed.Videos.Count, removed.Bytes) { Afterwards = token => removal.FinishAsync(removed, token) };
    }
}
