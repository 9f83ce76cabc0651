using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Picora.Application.Abstractions;
using Picora.Domain;
using Picora.Domain.Accounts.Contracts;
using Picora.Domain.Uploads;
using Picora.Domain.Uploads.Contracts;

namespace Picora.Application.Uploads.Sessions;

/// <summary>What somebody wants to be the one writer of an upload for.</summary>
internal enum LeasePurpose
{
    /// <summary>More bytes: the upload lives on.</summary>
    Continue,

    /// <summary>All bytes anew: what was there before counts no more, whatever becomes of the new ones.</summary>
    StartOver,

    /// <summary>To end the upload, which brings no bytes and so no longer life.</summary>
    Finish,
}

/// <summary>
/// The statements on sessions. Whoever writes to one holds its lease, and every statement of a writer is conditional on still holding it: a
/// writer that was taken for dead finds out before it acknowledges anything.
/// </summary>
internal sealed class SessionLeases(
    IUploadsDb db, IUnitOfWork unitOfWork, INodeInstances instances, IOptions<UploadSessionOptions> options, TimeProvider time)
{
    private static readonly TimeSpan LongestPause = TimeSpan.FromHours(1);

    /// <summary>The open session of this id; null when it is somebody else's, finished, given up or was never there.</summary>
    public Task<UploadSession?> FindAsync(string id, UserId owner, UploadWay way, CancellationToken cancellationToken) =>
        Open(time.Now()).AsNoTracking().SingleOrDefaultAsync(session => session.Id == id && session.OwnerId == owner && session.Way == way, cancellationToken);

    /// <summary>Makes the caller its one writer.</summary>
    /// <param name="session">As it was read: when it has other bytes by now, it is not taken.</param>
    /// <returns>The session under its lease, or why not: gone, at another offset, or in other hands.</returns>
    public async Task<Result<UploadSession>> TakeAsync(UploadSession session, LeasePurpose purpose, CancellationToken cancellationToken)
    {
        var taken = await unitOfWork.ExecuteAsync(stop => TryTakeAsync(session, purpose, null, stop), cancellationToken);
        // Whoever resumes after a crash is not to wait for the lease of a writer that is no more.
        return taken.Error == SessionErrors.Locked && await DeadWriterAsync(session, cancellationToken) is { } dead
            ? await unitOfWork.ExecuteAsync(stop => TryTakeAsync(session, purpose, dead, stop), cancellationToken)
            : taken;
    }

    private async Task<string?> DeadWriterAsync(UploadSession session, CancellationToken cancellationToken)
    {
        var holder = (await FindAsync(session.Id, session.OwnerId, session.Way, cancellationToken))?.LeaseToken;
        return holder is not null && instances.HasEnded(holder[..INodeInstances.IdLength]) ? holder : null;
    }

    /// <summary>Notes how much is durable while more comes, and that the writer is alive. False when it is not the writer any more.</summary>
    public Task<bool> NoteAsync(UploadSession session, long offset, CancellationToken cancellationToken) =>
        UpdateAsync(session, offset, holds: true, cancellationToken);

    /// <summary>Notes how much is durable and lets go. False when it was not the writer any more.</summary>
    public Task<bool> LeaveAsync(UploadSession session, long offset) => UpdateAsync(session, offset, holds: false, CancellationToken.None);

    /// <summary>Notes what a presigned upload received, and lets go.</summary>
    public async Task<bool> LeaveAsync(UploadSession session, ReceivedBody received)
    {
        var changed = await unitOfWork.ExecuteAsync<int>(
            async token => await Mine(session).ExecuteUpdateAsync(
                row => row.SetProperty(one => one.Offset, received.Offset).SetProperty(one => one.Hash, received.Hash)
                    .SetProperty(one => one.LeaseToken, (string?)null).SetProperty(one => one.LeasedUntil, (DateTimeOffset?)null),
                token),
            CancellationToken.None);
        return changed.Value == 1;
    }

    /// <summary>Keeps the lease for as long as looking at a whole file may take. False when it is in other hands by now.</summary>
    public async Task<bool> KeepForFinishAsync(UploadSession session, CancellationToken cancellationToken)
    {
        var until = time.Now().AddSeconds(options.Value.FinishSeconds);
        var kept = await unitOfWork.ExecuteAsync<int>(
            async token => await Mine(session).ExecuteUpdateAsync(row => row.SetProperty(one => one.LeasedUntil, until), token), cancellationToken);
        return kept.Value == 1;
    }

    /// <summary>
    /// Lets go of an upload that has all its bytes and cannot be finished yet. The longer ago its last bytes came, the longer nobody tries
    /// again; and it lives no longer for it.
    /// </summary>
    public Task PauseAsync(UploadSession session)
    {
        var now = time.Now();
        var since = now - session.ExpiresAt.AddSeconds(-options.Value.LifetimeSeconds);
        var until = now + (since > LongestPause ? LongestPause : since);
        return unitOfWork.ExecuteAsync<int>(
            async token => await Mine(session).ExecuteUpdateAsync(
                row => row.SetProperty(one => one.Offset, session.Length).SetProperty(one => one.LeaseToken, (string?)null).SetProperty(one => one.LeasedUntil, until), token),
            CancellationToken.None);
    }

    /// <summary>Lets go without saying anything of the bytes, because something went wrong with them.</summary>
    public Task ReleaseAsync(UploadSession session) => unitOfWork.ExecuteAsync<int>(
        async token => await Mine(session).ExecuteUpdateAsync(
            row => row.SetProperty(one => one.LeaseToken, (string?)null).SetProperty(one => one.LeasedUntil, (DateTimeOffset?)null), token),
        CancellationToken.None);

    private async Task<Result<UploadSession>> TryTakeAsync(UploadSession session, LeasePurpose purpose, string? dead, CancellationToken cancellationToken)
    {
        var (now, hash) = (time.Now(), session.Hash);
        var lease = instances.Own + NanoId.New(NanoId.Long - INodeInstances.IdLength);
        var (until, expires) = (now.AddSeconds(options.Value.LeaseSeconds), purpose == LeasePurpose.Continue ? ExpiryOf(session, now) : session.ExpiresAt);
        var free = Open(now).Where(row => row.Id == session.Id && row.Offset == session.Offset && row.Hash == hash
            && (row.LeasedUntil == null || row.LeasedUntil <= now || (dead != null && row.LeaseToken == dead)));
        var taken = await free.ExecuteUpdateAsync(
            row =>
            {
                row.SetProperty(one => one.LeaseToken, lease).SetProperty(one => one.LeasedUntil, until).SetProperty(one => one.ExpiresAt, expires);
                if (purpose == LeasePurpose.StartOver)
                {
                    row.SetProperty(one => one.Offset, 0).SetProperty(one => one.Hash, (ContentHash?)null);
                }
            },
            cancellationToken);
        if (taken == 0)
        {
            return await WhyNotAsync(session, cancellationToken);
        }

        await ProlongAsync(session, expires, cancellationToken);
        session.Lease(lease, until);
        session.LiveUntil(expires);
        return session;
    }

    private async Task<Error> WhyNotAsync(UploadSession session, CancellationToken cancellationToken) =>
        await FindAsync(session.Id, session.OwnerId, session.Way, cancellationToken) switch
        {
            null => SessionErrors.NotFound,
            { Way: UploadWay.Tus, Offset: var offset } when offset != session.Offset => SessionErrors.OffsetMismatch(offset),
            _ => SessionErrors.Locked,
        };

    private async Task<bool> UpdateAsync(UploadSession session, long offset, bool holds, CancellationToken cancellationToken)
    {
        var changed = await unitOfWork.ExecuteAsync<int>(
            async token =>
            {
                var now = time.Now();
                var (lease, until, expires) = (holds ? session.LeaseToken : null, holds ? now.AddSeconds(options.Value.LeaseSeconds) : (DateTimeOffset?)null, ExpiryOf(session, now));
                var rows = await Mine(session).ExecuteUpdateAsync(
                    row => row.SetProperty(one => one.Offset, offset).SetProperty(one => one.LeaseToken, lease)
                        .SetProperty(one => one.LeasedUntil, until).SetProperty(one => one.ExpiresAt, expires),
                    token);
                await ProlongAsync(session, expires, token);
                session.LiveUntil(expires);
                return rows;
            },
            cancellationToken);
        return changed.Value == 1;
    }

    // The hold lasts as long as the session that it is for.
    private Task<int> ProlongAsync(UploadSession session, DateTimeOffset expires, CancellationToken cancellationToken) =>
        db.UploadReservations.Where(reservation => reservation.Id == session.Id)
            .ExecuteUpdateAsync(row => row.SetProperty(reservation => reservation.Deadline, expires), cancellationToken);

    // What was presigned ends when its address does.
    private DateTimeOffset ExpiryOf(UploadSession session, DateTimeOffset now) =>
        session.Way == UploadWay.Tus ? now.AddSeconds(options.Value.LifetimeSeconds) : session.ExpiresAt;

    private IQueryable<UploadSession> Mine(UploadSession session) =>
        Open(DateTimeOffset.MinValue).Where(row => row.Id == session.Id && row.LeaseToken == session.LeaseToken);

    private IQueryable<UploadSession> Open(DateTimeOffset now) =>
        db.UploadSessions.Where(session => db.UploadReservations.Any(reservation => reservation.Id == session.Id && reservation.Deadline > now));
}
