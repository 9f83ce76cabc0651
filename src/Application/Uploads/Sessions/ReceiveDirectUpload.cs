using MediatR;
using Picora.Application.Abstractions;
using Picora.Application.Pipeline;
using Picora.Domain;

namespace Picora.Application.Uploads.Sessions;

/// <summary>Receives the file of a presigned upload from its owner.</summary>
/// <param name="Id">The upload's id, or the one that was promised for its medium.</param>
/// <param name="ContentLength">In bytes; null when the request does not say.</param>
[RequireCredential]
public sealed record ReceiveDirectUpload(string Id, Stream Body, long? ContentLength) : IRequest<Result<DirectUpload>>;

internal sealed class ReceiveDirectUploadHandler(PresignedSessions sessions, DirectReceipt receipt, ICaller caller)
    : IRequestHandler<ReceiveDirectUpload, Result<DirectUpload>>
{
    public async Task<Result<DirectUpload>> Handle(ReceiveDirectUpload request, CancellationToken cancellationToken)
    {
        var found = await sessions.FindAsync(request.Id, cancellationToken);
        if (found is null || found.Session.OwnerId != caller.Current.UserId)
        {
            return SessionErrors.NotFound;
        }

        return caller.Current.RefuseWriting(found.Session.Kind) is { } refusal
            ? refusal
            : await receipt.ReceiveAsync(found, request.Body, request.ContentLength, cancellationToken);
    }
}
