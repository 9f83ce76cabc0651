using Microsoft.Extensions.Options;
using Picora.Application.Abstractions;
using Picora.Domain;
using Picora.Domain.Uploads;

namespace Picora.Application.Uploads.Sessions;

/// <summary>
/// Files of presigned uploads that their clients sent straight to the store. They are taken in like those that were sent here: size and hash
/// are looked at while the bytes move to the key that nobody else can write to.
/// </summary>
internal sealed class SentFiles(IObjectStorage storage, PresignedSessions sessions, DirectReceipt receipt, IOptions<UploadSessionOptions> options, TimeProvider time)
{
    /// <summary>The upload with its bytes received; a failure when nothing was sent, or something else than was announced.</summary>
    public async Task<Result<UploadSession>> TakeAsync(UploadSession session, CancellationToken cancellationToken)
    {
        var presigned = storage as IPresignedObjects;
        await using var sent = presigned is null ? null : await presigned.OpenSentAsync(session.Key, cancellationToken);
        if (sent is null)
        {
            return SessionErrors.NotReceived;
        }

        var received = await receipt.ReceiveAsync(new PresignedSession(session, IsOpen: true), sent, sent.Length, cancellationToken);
        if (!received.IsSuccess)
        {
            return received.Error;
        }

        await presigned!.ForgetSentAsync(session.Key, cancellationToken);
        return (await sessions.FindAsync(session.Id, cancellationToken)) is { IsOpen: true, Session: var taken } ? taken : SessionErrors.NotFound;
    }

    /// <summary>Removes what nobody can finalize any more: sent again after that, or by the holder of an address that was given up.</summary>
    public async Task SweepAsync(CancellationToken cancellationToken)
    {
        if (storage is IPresignedObjects presigned)
        {
            await presigned.ForgetSentAsync(time.GetUtcNow() - (2 * TimeSpan.FromSeconds(options.Value.PresignSeconds)), cancellationToken);
        }
    }
}
