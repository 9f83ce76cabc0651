using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Picora.Application.Abstractions;
using Picora.Domain;
using Picora.Domain.Uploads;

namespace Picora.Application.Uploads.Sessions;

/// <summary>A presigned upload, finished ones included.</summary>
/// <param name="IsOpen">Whether its reservation is there and has not run out.</param>
internal sealed record PresignedSession(UploadSession Session, bool IsOpen)
{
    /// <summary>The session, if bytes may still come.</summary>
    public Result<UploadSession> ToReceive() => (IsOpen, Session.Hash) switch
    {
        (true, _) => Session,
        // All of it was here, and it is not open any more: it was taken over.
        (false, not null) => SessionErrors.Finished,
        _ => SessionErrors.NotFound,
    };
}

/// <summary>The statements on presigned uploads that are not a writer's.</summary>
internal sealed class PresignedSessions(IUploadsDb db, IUnitOfWork unitOfWork, IOptions<UploadSessionOptions> options, TimeProvider time)
{
    /// <param name="id">The upload's, or the one that was promised for its medium.</param>
    public async Task<PresignedSession?> FindAsync(string id, CancellationToken cancellationToken)
    {
        var now = time.Now();
        var found = await db.UploadSessions.AsNoTracking()
            .Where(session => (session.Id == id || session.MediumId == id) && session.Way == UploadWay.Presigned)
            .Select(session => new
            {
                Session = session,
                IsOpen = db.UploadReservations.Any(reservation => reservation.Id == session.Id && reservation.Deadline > now),
            })
            .FirstOrDefaultAsync(cancellationToken);
        return found is null ? null : new PresignedSession(found.Session, found.IsOpen);
    }

    /// <summary>Remembers what an upload was finalized as, for whoever asks again.</summary>
    public Task RememberAsync(UploadSession session, FinalizedUpload outcome)
    {
        var (text, until) = (JsonSerializer.Serialize(outcome), time.Now().AddSeconds(options.Value.LifetimeSeconds));
        return unitOfWork.ExecuteAsync<int>(
            async token => await db.UploadSessions.Where(row => row.Id == session.Id).ExecuteUpdateAsync(
                row => row.SetProperty(one => one.Outcome, text).SetProperty(one => one.ExpiresAt, until)
                    .SetProperty(one => one.LeaseToken, (string?)null).SetProperty(one => one.LeasedUntil, (DateTimeOffset?)null),
                token),
            CancellationToken.None);
    }
}
