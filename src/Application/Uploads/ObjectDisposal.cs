using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Picora.Application.Abstractions;
using Picora.Application.Uploads.Contracts;
using Picora.Domain;
using Picora.Domain.Uploads;
using Picora.Domain.Uploads.Contracts;

namespace Picora.Application.Uploads;

internal sealed partial class ObjectDisposal(
    IUploadsDb db, IUnitOfWork unitOfWork, IObjectStorage storage, TimeProvider time, ILogger<ObjectDisposal> logger) : IObjectDisposal
{
    public void Doom(IEnumerable<ObjectKey> keys) => db.DoomedObjects.AddRange(keys.Select(key => DoomedObject.Create(key, time.Now())));

    public async Task RemoveAsync(IReadOnlyCollection<ObjectKey> keys, CancellationToken cancellationToken)
    {
        if (keys.Count == 0 || await AreHeldAsync(keys.First(), cancellationToken))
        {
            return;
        }

        var removed = new List<ObjectKey>(keys.Count);
        foreach (var key in keys)
        {
            if (await TryAsync(() => storage.DeleteAsync(key, cancellationToken), key, cancellationToken))
            {
                removed.Add(key);
            }
        }

        if (removed.Count > 0)
        {
            await TryAsync(() => unitOfWork.ExecuteAsync(token => ForgetAsync(removed, token), cancellationToken), removed[0], cancellationToken);
        }
    }

    // Asked after the commit that let go of the objects: a hold that is placed later belongs to a backup whose rows do not have them.
    private async Task<bool> AreHeldAsync(ObjectKey first, CancellationToken cancellationToken)
    {
        var areHeld = true;
        await TryAsync(async () => areHeld = await db.ObjectHolds.AreHeldAsync(time, cancellationToken), first, cancellationToken);
        return areHeld;
    }

    // The commit that doomed the objects is done: nothing that goes wrong here may look like its failure.
    private async Task<bool> TryAsync(Func<Task> remove, ObjectKey key, CancellationToken cancellationToken)
    {
        try
        {
            await remove();
            return true;
        }
        catch (Exception exception) when (exception is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
        {
            LogNotRemoved(exception, key);
            return false;
        }
    }

    private async Task<Result<Success>> ForgetAsync(List<ObjectKey> removed, CancellationToken cancellationToken)
    {
        await db.DoomedObjects.Where(doomed => removed.Contains(doomed.Key)).ExecuteDeleteAsync(cancellationToken);
        return Success.Value;
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Object {Key} could not be removed; the sweeper will try again")]
    private partial void LogNotRemoved(Exception exception, ObjectKey key);
}
