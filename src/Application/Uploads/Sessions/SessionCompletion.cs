using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using Picora.Application.Abstractions;
using Picora.Application.Media.Contracts;
using Picora.Application.Uploads.Contracts;
using Picora.Domain;
using Picora.Domain.Uploads;
using Picora.Domain.Uploads.Contracts;

namespace Picora.Application.Uploads.Sessions;

/// <summary>Ends uploads whose bytes are all there: as a medium, or, when its kind does not want it, as nothing.</summary>
internal sealed class SessionCompletion(
    IUploadsDb db, MediaArrivals arrivals, IObjectStorage storage, IObjectDisposal disposal, UploadReservations reservations, IUnitOfWork unitOfWork)
{
    /// <summary>Hands the file to its kind. A file that is refused is given up, unless it only has to wait. The caller holds the lease.</summary>
    /// <param name="hash">The file's content; null to read it.</param>
    public async Task<Result<ArrivedMedium>> CompleteAsync(UploadSession session, ContentHash? hash, Caller caller, CancellationToken cancellationToken)
    {
        var plan = caller.UserId == session.OwnerId ? caller.Plan : session.Plan;
        var content = hash ?? await HashAsync(session.Key, cancellationToken);
        var metadata = UploadMetadata.Parse(session.Metadata).Value;
        var upload = new ReceivedUpload(session.Id, session.OwnerId, plan, session.Quota, session.Length, session.Key, content, session.Length)
        {
            MediumId = session.MediumId,
            // What tus clients send along is the browser's guess.
            AnnouncedType = session.Way == UploadWay.Presigned ? MediaArrivals.ContentTypeOf(metadata) : null,
        };
        var arrived = arrivals.Find(session.Kind) is { } arrival
            ? await arrival.TakeAsync(upload, MediaArrivals.FileNameOf(metadata), MediaArrivals.FieldsOf(metadata), cancellationToken)
            : SessionErrors.NoKind;
        if (arrived.Error is { Kind: not (ErrorKind.Unavailable or ErrorKind.TooManyRequests or ErrorKind.InsufficientStorage) })
        {
            await GiveUpAsync(session, CancellationToken.None);
        }
        else if (arrived is { IsSuccess: true, Value: IUploadOutcome { Kept: false } })
        {
            await disposal.RemoveAsync([session.Key], CancellationToken.None);
        }

        return arrived;
    }

    /// <summary>Gives the hold back and removes the bytes. Not found when the upload has ended otherwise, or is in other hands by now.</summary>
    public async Task<Result<Success>> GiveUpAsync(UploadSession session, CancellationToken cancellationToken)
    {
        var given = await unitOfWork.ExecuteAsync(
            async token =>
            {
                var given = await db.UploadSessions.Where(row => row.Id == session.Id && (row.LeaseToken == null || row.LeaseToken == session.LeaseToken))
                    .ExecuteDeleteAsync(token);
                return given == 0 ? SessionErrors.NotFound : await reservations.TakeBackAsync(session.Id, token);
            },
            cancellationToken);
        if (!given.IsSuccess)
        {
            return SessionErrors.NotFound;
        }

        await disposal.RemoveAsync([session.Key], CancellationToken.None);
        return given;
    }

    private async Task<ContentHash> HashAsync(ObjectKey key, CancellationToken cancellationToken)
    {
        await using var stored = await storage.OpenAsync(key, cancellationToken)
            ?? throw new IOException($"Object {key} is gone though it was just stored.");
        return ContentHash.FromBytes(await SHA256.HashDataAsync(stored, cancellationToken));
    }
}
