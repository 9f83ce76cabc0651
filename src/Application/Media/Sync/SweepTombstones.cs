using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Picora.Application.Abstractions;
using Picora.Domain;
using Picora.Domain.Accounts.Contracts;

namespace Picora.Application.Media.Sync;

/// <summary>Forgets deletions that are older than clients are promised.</summary>
internal sealed class SweepTombstones(IMediaDb db, IUnitOfWork unitOfWork, IOptions<SyncOptions> options, TimeProvider time) : IScheduledJob
{
    private const int Batch = 500;

    public string Name => "sweep-tombstones";

    public string Description => "Forgets deletions that clients which keep a copy have had time to hear of.";

    public async Task<string> RunAsync(CancellationToken cancellationToken)
    {
        var oldest = time.Now() - TimeSpan.FromDays(options.Value.TombstoneDays);
        var forgotten = 0;
        List<Tombstone> due;
        do
        {
            // Compared, because SQLite does not see the index behind a column that stands for itself.
            var gone = true;
            due = await db.MediaChanges.AsNoTracking().Where(change => change.Deleted == gone && change.At < oldest)
                .OrderBy(change => change.At).Take(Batch).Select(change => new Tombstone(change.OwnerId, change.Revision)).ToListAsync(cancellationToken);
            foreach (var group in due.GroupBy(tombstone => tombstone.Owner))
            {
                var last = group.Max(tombstone => tombstone.Revision);
                forgotten += (await unitOfWork.ExecuteAsync(token => ForgetAsync(group.Key, last, oldest, token), cancellationToken)).Value;
            }
        }
        while (due.Count == Batch);

        return $"Forgot {forgotten} deletions.";
    }

    private async Task<Result<int>> ForgetAsync(UserId owner, long last, DateTimeOffset oldest, CancellationToken cancellationToken)
    {
        await db.MediaJournals.Where(journal => journal.OwnerId == owner && journal.Horizon < last)
            .ExecuteUpdateAsync(row => row.SetProperty(journal => journal.Horizon, last), cancellationToken);
        return await db.MediaChanges
            .Where(change => change.OwnerId == owner && change.Deleted && change.At < oldest && change.Revision <= last)
            .ExecuteDeleteAsync(cancellationToken);
    }

    private sealed record Tombstone(UserId Owner, long Revision);
}
