using Microsoft.EntityFrameworkCore;
using Picora.Application.Abstractions;
using Picora.Application.Uploads.Contracts;
using Picora.Domain;

namespace Picora.Application.Uploads;

/// <summary>Finishes what a crash left: takes expired reservations back, removes doomed objects.</summary>
internal sealed class SweepUploads(
    IUploadsDb db,
    UploadReservations reservations,
    IObjectDisposal disposal,
    IUnitOfWork unitOfWork) : IScheduledJob
{
    private const int Batch = 200;

    public string Name => "sweep-uploads";

    public string Description => "Takes back what unfinished uploads hold and removes the files of deleted media.";

    public async Task<string> RunAsync(CancellationToken cancellationToken)
    {
        var expired = await TakeBackExpiredAsync(cancellationToken);
        var removed = await RemoveDoomedAsync(cancellationToken);
        return $"Took back {expired} unfinished uploads, removed {removed} files.";
    }

    private async Task<int> TakeBackExpiredAsync(CancellationToken cancellationToken)
    {
        var taken = 0;
        foreach (var id in await reservations.ExpiredAsync(Batch, cancellationToken))
        {
            var result = await unitOfWork.ExecuteAsync(token => reservations.TakeBackAsync(id, token), cancellationToken);
            taken += result.IsSuccess ? 1 : 0;
        }

        return taken;
    }

    private async Task<int> RemoveDoomedAsync(CancellationToken cancellationToken)
    {
        var keys = await db.DoomedObjects.OrderBy(doomed => doomed.CreatedAt).Select(doomed => doomed.Key).Take(Batch).ToListAsync(cancellationToken);
        await disposal.RemoveAsync(keys, cancellationToken);
        return keys.Count;
    }
}
