using MediatR;
using Picora.Application.Pipeline;
using Picora.Domain;

namespace Picora.Application.Uploads.Sessions;

/// <summary>Receives the file of a presigned upload from whoever holds its signed address, which stands for a credential until it expires.</summary>
/// <param name="Id">The upload's id, or the one that was promised for its medium.</param>
/// <param name="Expires">The parameter <c>exp</c>.</param>
/// <param name="Signature">The parameter <c>sig</c>.</param>
/// <param name="ContentLength">In bytes; null when the request does not say.</param>
[PublicAccess]
public sealed record ReceiveSignedUpload(string Id, string? Expires, string? Signature, Stream Body, long? ContentLength) : IRequest<Result<DirectUpload>>;

internal sealed class ReceiveSignedUploadHandler(PresignedSessions sessions, DirectReceipt receipt, UploadSignatures signatures)
    : IRequestHandler<ReceiveSignedUpload, Result<DirectUpload>>
{
    public async Task<Result<DirectUpload>> Handle(ReceiveSignedUpload request, CancellationToken cancellationToken)
    {
        var found = await sessions.FindAsync(request.Id, cancellationToken);
        return found is not null && signatures.Admits(found.Session.Id, request.Expires, request.Signature)
            ? await receipt.ReceiveAsync(found, request.Body, request.ContentLength, cancellationToken)
            : SessionErrors.NotSigned;
    }
}
