using Microsoft.EntityFrameworkCore;
using Picora.Application.Media.Contracts;
using Picora.Domain;
using Picora.Domain.Accounts.Contracts;
using Picora.Domain.Media.Contracts;
using Picora.Domain.Media.Sync;

namespace Picora.Application.Media.Sync;

internal sealed class MediaJournals(IMediaDb db, TimeProvider time) : IMediaJournal
{
    public void Open(UserId owner) => db.MediaJournals.Add(MediaJournal.Open(owner));

    public async Task AddedAsync(UserId owner, MediaKind kind, string id, CancellationToken cancellationToken)
    {
        var revision = await NextAsync(owner, cancellationToken);
        db.MediaChanges.Add(MediaChange.Create(owner, id, kind, revision, deleted: false, time.Now()));
    }

    public Task ChangedAsync(UserId owner, MediaKind kind, IReadOnlyCollection<string> ids, CancellationToken cancellationToken) =>
        NoteAsync(owner, kind, ids, deleted: false, cancellationToken);

    public Task DeletedAsync(UserId owner, MediaKind kind, IReadOnlyCollection<string> ids, CancellationToken cancellationToken) =>
        NoteAsync(owner, kind, ids, deleted: true, cancellationToken);

    private async Task NoteAsync(UserId owner, MediaKind kind, IReadOnlyCollection<string> ids, bool deleted, CancellationToken cancellationToken)
    {
        if (ids.Count == 0)
        {
            return;
        }

        var (revision, now) = (await NextAsync(owner, cancellationToken), time.Now());
        var known = db.MediaChanges.Where(change => change.OwnerId == owner && ids.Contains(change.MediumId));
        var changed = await known.ExecuteUpdateAsync(
            row => row.SetProperty(change => change.Revision, revision)
                .SetProperty(change => change.Deleted, deleted)
                .SetProperty(change => change.At, now),
            cancellationToken);
        if (changed < ids.Count)
        {
            var there = await known.Select(change => change.MediumId).ToListAsync(cancellationToken);
            db.MediaChanges.AddRange(ids.Except(there, StringComparer.Ordinal).Select(id => MediaChange.Create(owner, id, kind, revision, deleted, now)));
        }
    }

    private async Task<long> NextAsync(UserId owner, CancellationToken cancellationToken)
    {
        var journal = db.MediaJournals.Where(row => row.OwnerId == owner);
        if (await journal.ExecuteUpdateAsync(row => row.SetProperty(entry => entry.Revision, entry => entry.Revision + 1), cancellationToken) == 1)
        {
            return await journal.Select(row => row.Revision).SingleAsync(cancellationToken);
        }

        // Opened by what this unit of work has noted before, and not stored yet.
        if (db.MediaJournals.Local.FirstOrDefault(entry => entry.OwnerId == owner) is { } opened)
        {
            return opened.Advance();
        }

        db.MediaJournals.Add(MediaJournal.Open(owner, revision: 1));
        return 1;
    }
}
