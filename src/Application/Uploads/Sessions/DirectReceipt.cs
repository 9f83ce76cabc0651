using System.Runtime.ExceptionServices;
using Picora.Domain;
using Picora.Domain.Uploads;

namespace Picora.Application.Uploads.Sessions;

/// <summary>What has arrived for a presigned upload.</summary>
/// <param name="ContentType">As it was announced.</param>
/// <param name="Sha256">Of the file, in hex.</param>
public sealed record DirectUpload(string UploadId, string MediumId, string ContentType, long Bytes, string Sha256);

/// <summary>Receives the file of a presigned upload: all of it or nothing. Sent again, it takes the place of what came before.</summary>
internal sealed class DirectReceipt(SessionIntake intake, SessionLeases leases, SessionReceiver receiver)
{
    /// <param name="announced">In bytes, as the request says; null when it does not.</param>
    public async Task<Result<DirectUpload>> ReceiveAsync(PresignedSession found, Stream content, long? announced, CancellationToken cancellationToken)
    {
        var open = found.ToReceive();
        if (!open.IsSuccess)
        {
            return open.Error;
        }

        var session = open.Value;
        if (announced is { } length && length != session.Length)
        {
            return SessionErrors.SizeMismatch(session.Length, length);
        }

        using var writer = await intake.EnterAsync(session.Id, cancellationToken);
        if (writer is null)
        {
            return SessionErrors.Locked;
        }

        var leased = await leases.TakeAsync(session, LeasePurpose.StartOver, cancellationToken);
        var body = new IncomingBody(content, announced) { IsWhole = true };
        return leased.IsSuccess ? await ReceiveAsync(session, body, writer, cancellationToken) : leased.Error;
    }

    private async Task<Result<DirectUpload>> ReceiveAsync(
        UploadSession session, IncomingBody body, SessionWriter writer, CancellationToken cancellationToken)
    {
        var noted = false;
        try
        {
            var received = await receiver.ReceiveAsync(session, body, writer, cancellationToken);
            noted = await leases.LeaveAsync(session, received);
            if (received is { Broken: { } broken, Refusal: null })
            {
                ExceptionDispatchInfo.Throw(broken);
            }

            return received.Refusal is { } refusal ? refusal : noted ? Answer(session, received) : SessionErrors.NotFound;
        }
        finally
        {
            if (!noted)
            {
                await leases.ReleaseAsync(session);
            }
        }
    }

    private static DirectUpload Answer(UploadSession session, ReceivedBody received)
    {
        var type = MediaArrivals.ContentTypeOf(UploadMetadata.Parse(session.Metadata).Value) ?? string.Empty;
        return new DirectUpload(session.Id, session.MediumId, type, session.Length, received.Hash!.Value.Value);
    }
}
