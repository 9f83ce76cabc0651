using System.Text.Json;
using FluentValidation;
using MediatR;
using Picora.Application.Abstractions;
using Picora.Application.Media.Contracts;
using Picora.Application.Pipeline;
using Picora.Domain;
using Picora.Domain.Uploads;
using Picora.Domain.Uploads.Contracts;

namespace Picora.Application.Uploads.Sessions;

/// <summary>
/// Makes the file of a presigned upload a medium. Asked again, it gives the same answer again. A file that its kind does not take is refused,
/// and what was held comes back.
/// </summary>
/// <param name="UploadId">The upload's id, or the one that was promised for its medium.</param>
/// <param name="Etag">What the PUT was answered with, in quotation marks or without; another text than a SHA-256 is not looked at.</param>
[RequireCredential]
public sealed record FinalizeUpload(string? UploadId, string? Etag = null) : IRequest<Result<FinalizedUpload>>;

/// <param name="MediumId">The id that was promised; the item has another one when the same bytes were there already.</param>
/// <param name="Filename">As it was announced.</param>
public sealed record FinalizedUpload(string UploadId, string MediumId, string Filename, DateTimeOffset StartedAt, MediaItem Item, bool Duplicate);

internal sealed class FinalizeUploadValidator : AbstractValidator<FinalizeUpload>
{
    public FinalizeUploadValidator() => RuleFor(upload => upload.UploadId).NotEmpty().MaximumLength(NanoId.Long);
}

internal sealed class FinalizeUploadHandler(
    PresignedSessions sessions, SessionIntake intake, SessionLeases leases, SessionCompletion completion, MediaArrivals arrivals, ICaller caller)
    : IRequestHandler<FinalizeUpload, Result<FinalizedUpload>>
{
    public async Task<Result<FinalizedUpload>> Handle(FinalizeUpload request, CancellationToken cancellationToken)
    {
        var found = await sessions.FindAsync(request.UploadId!, cancellationToken);
        if (found is null || found.Session.OwnerId != caller.Current.UserId)
        {
            return SessionErrors.NotFound;
        }

        var session = found.Session;
        if ((caller.Current.RefuseWriting(session.Kind) ?? RefuseTag(session, request.Etag)) is { } refusal)
        {
            return refusal;
        }

        return session switch
        {
            { Outcome: { } outcome } => JsonSerializer.Deserialize<FinalizedUpload>(outcome)!,
            { Hash: null } => found.IsOpen ? SessionErrors.NotReceived : SessionErrors.NotFound,
            _ when !found.IsOpen => await RecallAsync(session, cancellationToken),
            _ => await FinalizeAsync(session, cancellationToken),
        };
    }

    private static Error? RefuseTag(UploadSession session, string? tag) =>
        ContentHash.Parse(tag?.Trim('"').ToLowerInvariant()) is { } named && session.Hash is { } hash && named != hash ? SessionErrors.HashMismatch : null;

    private async Task<Result<FinalizedUpload>> FinalizeAsync(UploadSession session, CancellationToken cancellationToken)
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

    // It was taken over, and the server ended before it could note as what.
    private async Task<Result<FinalizedUpload>> RecallAsync(UploadSession session, CancellationToken cancellationToken)
    {
        var item = arrivals.Find(session.Kind) is { } arrival ? await arrival.FindAsync(session.OwnerId, session.MediumId, session.Hash!.Value, cancellationToken) : null;
        return item is null ? SessionErrors.NotFound : Outcome(session, item, !string.Equals(item.Id, session.MediumId, StringComparison.Ordinal));
    }

    private static FinalizedUpload Outcome(UploadSession session, MediaItem item, bool duplicate) => new(
        session.Id, session.MediumId, MediaArrivals.FileNameOf(UploadMetadata.Parse(session.Metadata).Value) ?? string.Empty, session.CreatedAt, item, duplicate);
}
