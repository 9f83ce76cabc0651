using Microsoft.EntityFrameworkCore;
using Picora.Application.Abstractions;
using Picora.Application.Media.Contracts;
using Picora.Application.Uploads.Contracts;
using Picora.Domain;
using Picora.Domain.Uploads.Contracts;
using Microsoft.Extensions.Options;

namespace Picora.Application.Uploads;

/// <summary>Finishes what a crash left: takes expired reservations back, removes doomed objects and renditions that no row knows.</summary>
internal sealed class SweepUploads(
    IUploadsDb db,
    UploadReservations reservations,
    IObjectDisposal disposal,
    IUnitOfWork unitOfWork,
    LeftoverVariants leftovers) : IScheduledJob
{
    private const int Batch = 200;

    public string Name => "sweep-uploads";

    public string Description => "Takes back what unfinished uploads hold and removes files that nothing refers to.";

    public async Task<string> RunAsync(CancellationToken cancellationToken)
    {
        var expired = await TakeBackExpiredAsync(cancellationToken);
        var removed = await RemoveDoomedAsync(cancellationToken);
        var variants = await leftovers.RemoveAsync(cancellationToken);
        return $"Took back {expired} unfinished uploads, removed {removed} files and {variants} left-over renditions.";
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

/// <summary>Renditions whose job died between writing them and saying so. They can be made again, so removing them risks nothing.</summary>
internal sealed class LeftoverVariants(IObjectStorage storage, IVariantDirectory directory, IOptions<UploadsOptions> options, TimeProvider time)
{
    private const int Batch = 200;

    public async Task<int> RemoveAsync(CancellationToken cancellationToken)
    {
        var oldest = time.Now() - TimeSpan.FromSeconds(options.Value.OrphanAgeSeconds);
        var removed = 0;
        await foreach (var keys in storage.ListAsync(ObjectKey.VariantsFolder, cancellationToken)
            .Concat(storage.ListUnfinishedAsync(ObjectKey.VariantsFolder, cancellationToken))
            .Where(stored => stored.ModifiedAt < oldest).Select(stored => stored.Key).Chunk(Batch).WithCancellation(cancellationToken))
        {
            var known = await directory.KnownAsync(keys, cancellationToken);
            foreach (var key in keys.Where(key => !known.Contains(key)))
            {
                await storage.DeleteAsync(key, cancellationToken);
                removed++;
            }
        }

        return removed;
    }
}
