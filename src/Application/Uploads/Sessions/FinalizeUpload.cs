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

internal sealed class FinalizeUploadHandler(PresignedSessions sessions, SentFiles sent, PresignedCompletion completion, MediaArrivals arrivals, ICaller caller)
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
            { Hash: null } when found.IsOpen => await TakeSentAsync(session, request.Etag, cancellationToken),
            { Hash: null } => SessionErrors.NotFound,
            _ when !found.IsOpen => await RecallAsync(session, cancellationToken),
            _ => await completion.FinalizeAsync(session, cancellationToken),
        };
    }

    // Not sent to this server: maybe straight to the store.
    private async Task<Result<FinalizedUpload>> TakeSentAsync(UploadSession session, string? tag, CancellationToken cancellationToken)
    {
        var taken = await sent.TakeAsync(session, cancellationToken);
        return taken switch
        {
            { IsSuccess: false } => taken.Error,
            _ when RefuseTag(taken.Value, tag) is { } refusal => refusal,
            _ => await completion.FinalizeAsync(taken.Value, cancellationToken),
        };
    }

    private static Error? RefuseTag(UploadSession session, string? tag) =>
        ContentHash.Parse(tag?.Trim('"').ToLowerInvariant()) is { } named && session.Hash is { } hash && named != hash ? SessionErrors.HashMismatch : null;

    // It was taken over, and the server ended before it could note as what.
    private async Task<Result<FinalizedUpload>> RecallAsync(UploadSession session, CancellationToken cancellationToken)
    {
        var item = arrivals.Find(session.Kind) is { } arrival ? await arrival.FindAsync(session.OwnerId, session.MediumId, session.Hash!.Value, cancellationToken) : null;
        return item is null ? SessionErrors.NotFound : PresignedCompletion.Outcome(session, item, !string.Equals(item.Id, session.MediumId, StringComparison.Ordinal));
    }
}
