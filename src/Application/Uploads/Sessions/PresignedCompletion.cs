using Picora.Application.Abstractions;
using Picora.Application.Media.Contracts;
using Picora.Domain;
using Picora.Domain.Uploads;

namespace Picora.Application.Uploads.Sessions;

/// <summary>Makes the received file of a presigned upload a medium, as its one writer.</summary>
internal sealed class PresignedCompletion(
    PresignedSessions sessions, SessionIntake intake, SessionLeases leases, SessionCompletion completion, ICaller caller)
{
    public async Task<Result<FinalizedUpload>> FinalizeAsync(UploadSession session, CancellationToken cancellationToken)
    {
        using var writer = await intake.EnterAsync(session.Id, cancellationToken);
        var leased = writer is null ? SessionErrors.Locked : await leases.TakeAsync(session, LeasePurpose.Finish, cancellationToken);
        if (!leased.IsSuccess)
        {
            return leased.Error;
        }

        var remembered = false;
        try
        {
            if (!await leases.KeepForFinishAsync(session, cancellationToken))
            {
                return SessionErrors.Locked;
            }

            // Done or not done, but not half: who asked may be gone when it is.
            var arrived = await completion.CompleteAsync(session, session.Hash, caller.Current, CancellationToken.None);
            var outcome = arrived.Map(medium => Outcome(session, medium.Item, medium.Duplicate));
            if (outcome.IsSuccess)
            {
                await sessions.RememberAsync(session, outcome.Value);
                remembered = true;
            }

            return outcome;
        }
        finally
        {
            if (!remembered)
            {
                await leases.ReleaseAsync(session);
            }
        }
    }

    public static FinalizedUpload Outcome(UploadSession session, MediaItem item, bool duplicate) => new(
        session.Id, session.MediumId, MediaArrivals.FileNameOf(UploadMetadata.Parse(session.Metadata).Value) ?? string.Empty, session.CreatedAt, item, duplicate);
}
