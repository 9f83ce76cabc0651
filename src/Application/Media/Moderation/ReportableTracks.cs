using Microsoft.EntityFrameworkCore;
using Picora.Application.Abstractions;
using Picora.Application.Media.Contracts;
using Picora.Application.Moderation.Contracts;
using Picora.Domain;
using Picora.Domain.Accounts.Contracts;
using Picora.Domain.Media.Contracts;
using Picora.Domain.Media.Tracks;
using Picora.Domain.Moderation.Contracts;

namespace Picora.Application.Media.Moderation;

/// <summary>Audio files, as others report them and operators take them away.</summary>
internal sealed class ReportableTracks(IMediaDb db, SeenMedia seen, IMediaJournal journal, TimeProvider time) : IReportable
{
    public ReportTarget Target => ReportTarget.Audio;

    public async Task<ReportableThing?> FindAsync(string id, SeenAddress? address, CancellationToken cancellationToken)
    {
        var found = await Of(id).AsNoTracking().Where(track => track.ErasedAt == null).Select(track => new { track.OwnerId, track.IsPublic }).SingleOrDefaultAsync(cancellationToken);
        return found is null ? null : new ReportableThing(id, found.OwnerId, seen.IsOpen(found.IsPublic, address));
    }

    public async Task<UserId?> RestrictAsync(string id, CancellationToken cancellationToken)
    {
        // So that two changes of the same file come one after the other.
        await Of(id).LockAsync(track => track.UpdatedAt, cancellationToken);
        if (await Of(id).SingleOrDefaultAsync(cancellationToken) is not { } track)
        {
            return null;
        }

        track.SetVisibility(isPublic: false, time.Now());
        await journal.ChangedAsync(track.OwnerId, MediaKind.Audio, [id], cancellationToken);
        return track.OwnerId;
    }

    public async Task<UserId?> WithholdAsync(string id, DateTimeOffset? since, CancellationToken cancellationToken) =>
        await Of(id).ExecuteUpdateAsync(set => set.SetProperty(track => track.BlockedAt, since), cancellationToken) == 0
            ? null
            : await Of(id).Select(track => track.OwnerId).SingleAsync(cancellationToken);

    private IQueryable<AudioTrack> Of(string id) => db.AudioTracks.Where(track => track.Id == id);
}
