using Microsoft.EntityFrameworkCore;
using Picora.Application.Privacy.Contracts;
using Picora.Domain.Accounts.Contracts;

namespace Picora.Application.Media.Sync;

/// <summary>What was noted of the media of somebody who leaves.</summary>
internal sealed class SyncErasure(IMediaDb db) : IErasable
{
    public string Name => "journal";

    // The media go first: uploads that end meanwhile may still write here.
    public ErasureStage Stage => ErasureStage.Accounting;

    public async Task<Erased> EraseSomeAsync(UserId owner, int most, CancellationToken cancellationToken)
    {
        var ids = await db.MediaChanges.Where(change => change.OwnerId == owner).OrderBy(change => change.MediumId)
            .Select(change => change.MediumId).Take(most).ToListAsync(cancellationToken);
        var changes = await db.MediaChanges.Where(change => change.OwnerId == owner && ids.Contains(change.MediumId)).ExecuteDeleteAsync(cancellationToken);
        if (changes > 0)
        {
            return new Erased(changes, 0);
        }

        var journals = await db.MediaJournals.Where(journal => journal.OwnerId == owner).ExecuteDeleteAsync(cancellationToken);
        return new Erased(journals, 0);
    }
}
