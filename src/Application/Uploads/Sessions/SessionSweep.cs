using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Picora.Application.Abstractions;
using Picora.Domain;
using Picora.Domain.Uploads;

namespace Picora.Application.Uploads.Sessions;

/// <summary>Finishes uploads that have all their bytes and whose last request died or had to wait, and forgets those that have ended.</summary>
internal sealed partial class SessionSweep(
    IUploadsDb db, SessionIntake intake, IUnitOfWork unitOfWork, TimeProvider time, ILogger<SessionSweep> logger)
{
    private const int Batch = 100;

    public async Task<int> FinishAsync(CancellationToken cancellationToken)
    {
        var now = time.Now();
        var waiting = await db.UploadSessions.AsNoTracking()
            .Where(session => session.Way == UploadWay.Tus && session.Offset == session.Length && (session.LeasedUntil == null || session.LeasedUntil < now)
                && db.UploadReservations.Any(reservation => reservation.Id == session.Id && reservation.Deadline > now))
            .OrderBy(session => session.ExpiresAt).Take(Batch).ToListAsync(cancellationToken);
        var finished = 0;
        foreach (var session in waiting)
        {
            finished += await TryFinishAsync(session, cancellationToken) ? 1 : 0;
        }

        return finished;
    }

    /// <summary>A session whose reservation is gone has ended; one that was presigned is remembered for a while, for whoever asks again.</summary>
    public Task ForgetAsync(CancellationToken cancellationToken)
    {
        var now = time.Now();
        return unitOfWork.ExecuteAsync<int>(
            async token => await db.UploadSessions
                .Where(session => (session.Way == UploadWay.Tus || session.ExpiresAt < now) && (session.LeasedUntil == null || session.LeasedUntil < now)
                    && !db.UploadReservations.Any(reservation => reservation.Id == session.Id))
                .ExecuteDeleteAsync(token),
            cancellationToken);
    }

    private async Task<bool> TryFinishAsync(UploadSession session, CancellationToken cancellationToken)
    {
        try
        {
            return (await intake.FinishAsync(session, cancellationToken)).IsSuccess;
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            // One file that cannot be finished keeps no other from it.
            LogNotFinished(exception, session.Id);
            return false;
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Upload {SessionId} has all its bytes and could not be finished; the next run tries again")]
    private partial void LogNotFinished(Exception exception, string sessionId);
}
