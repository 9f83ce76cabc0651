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
        var removed = new List<ObjectKey>(keys.Count);
        foreach (var key in keys)
        {
            try
            {
                await storage.DeleteAsync(key, cancellationToken);
                removed.Add(key);
            }
            catch (IOException exception)
            {
                LogNotRemoved(exception, key);
            }
        }

        await unitOfWork.ExecuteAsync(token => ForgetAsync(removed, token), cancellationToken);
    }

    private async Task<Result<Success>> ForgetAsync(List<ObjectKey> removed, CancellationToken cancellationToken)
    {
        await db.DoomedObjects.Where(doomed => removed.Contains(doomed.Key)).ExecuteDeleteAsync(cancellationToken);
        return Success.Value;
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Object {Key} could not be removed; the sweeper will try again")]
    private partial void LogNotRemoved(Exception exception, ObjectKey key);
}
