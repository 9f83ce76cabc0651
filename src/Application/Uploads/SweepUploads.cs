using Microsoft.EntityFrameworkCore;
using Picora.Application.Abstractions;
using Picora.Application.Uploads.Contracts;
using Picora.Application.Uploads.Sessions;
using Picora.Domain;
using Picora.Domain.Uploads.Contracts;

namespace Picora.Application.Uploads;

/// <summary>Finishes what a crash left: takes expired reservations back, removes doomed objects.</summary>
internal sealed class SweepUploads(
    IUploadsDb db,
    UploadReservations reservations,
    IObjectDisposal disposal,
    SessionSweep sessions,
    SentFiles sent,
    IUnitOfWork unitOfWork) : IScheduledJob
{
    private const int Batch = 200;

    public string Name => "sweep-uploads";

    public string Description => "Takes back what unfinished uploads hold and removes the files of deleted media.";

    public async Task<string> RunAsync(CancellationToken cancellationToken)
    {
        var finished = await sessions.FinishAsync(cancellationToken);
        var expired = await TakeBackExpiredAsync(cancellationToken);
        await sessions.ForgetAsync(cancellationToken);
        await sent.SweepAsync(cancellationToken);
        var removed = await RemoveDoomedAsync(cancellationToken);
        return $"Took back {expired} unfinished uploads, finished {finished} that had all their bytes, removed {removed} files.";
    }

    private async Task<int> TakeBackExpiredAsync(CancellationToken cancellationToken)
    {
        var taken = 0;
        List<string> expired;
        do
        {
            expired = await reservations.ExpiredAsync(Batch, cancellationToken);
            foreach (var id in expired)
            {
                // Gone already means that its upload ended by itself, which is as good.
                var result = await unitOfWork.ExecuteAsync(token => reservations.TakeBackAsync(id, token), cancellationToken);
                taken += result.IsSuccess ? 1 : 0;
            }
        }
        while (expired.Count == Batch);

        return taken;
    }

    private async Task<int> RemoveDoomedAsync(CancellationToken cancellationToken)
    {
        var removed = 0;
        ObjectKey? last = null;
        List<ObjectKey> keys;
        do
        {
            // Past those that would not go, so that they stand in nobody's way.
            keys = await NextDoomedAsync(last, cancellationToken);
            await disposal.RemoveAsync(keys, cancellationToken);
            removed += keys.Count;
            last = keys.Count > 0 ? keys[^1] : null;
        }
        while (keys.Count == Batch);

        return removed;
    }

    private Task<List<ObjectKey>> NextDoomedAsync(ObjectKey? last, CancellationToken cancellationToken)
    {
        var doomed = db.DoomedObjects.AsQueryable();
        if (last is { } after)
        {
            doomed = doomed.Where(entry => entry.Key > after);
        }

        return doomed.OrderBy(entry => entry.Key).Select(entry => entry.Key).Take(Batch).ToListAsync(cancellationToken);
    }
}
