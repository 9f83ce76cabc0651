using Microsoft.Extensions.Options;
using Picora.Application.Abstractions;
using Picora.Application.Media.Contracts;
using Picora.Domain;
using Picora.Domain.Uploads.Contracts;

namespace Picora.Application.Uploads;

/// <summary>
/// Removes renditions whose job died between writing them and saying so. They can be made again, so removing them risks nothing. Walks the
/// whole folder, so it runs seldom.
/// </summary>
internal sealed class SweepVariants(
    IUploadsDb db, IObjectStorage storage, IVariantDirectory directory, IOptions<UploadsOptions> options, TimeProvider time)
    : IScheduledJob
{
    private const int Batch = 200;

    public string Name => "sweep-variants";

    public string Description => "Removes renditions that a job left behind when it was cut off.";

    public async Task<string> RunAsync(CancellationToken cancellationToken)
    {
        var removed = 0;
        foreach (var folder in (string[])[ObjectKey.VariantsFolder, ObjectKey.VideosFolder])
        {
            removed += await SweepAsync(folder, cancellationToken);
        }

        return $"Removed {removed} left-over renditions.";
    }

    private async Task<int> SweepAsync(string folder, CancellationToken cancellationToken)
    {
        var oldest = time.Now() - TimeSpan.FromSeconds(options.Value.OrphanAgeSeconds);
        var removed = 0;
        await foreach (var unfinished in storage.ListUnfinishedAsync(folder, cancellationToken)
            .Where(stored => stored.ModifiedAt < oldest).WithCancellation(cancellationToken))
        {
            await storage.DeleteAsync(unfinished.Key, cancellationToken);
            removed++;
        }

        await foreach (var keys in storage.ListAsync(folder, cancellationToken)
            .Where(stored => stored.ModifiedAt < oldest).Select(stored => stored.Key).Chunk(Batch).WithCancellation(cancellationToken))
        {
            var known = await directory.KnownAsync(keys, cancellationToken);
            // Asked after the rows: a hold that is placed later belongs to a backup whose rows do not have these keys either.
            if (await db.ObjectHolds.AreHeldAsync(time, cancellationToken))
            {
                break;
            }

            foreach (var key in keys.Where(key => !known.Contains(key)))
            {
                await storage.DeleteAsync(key, cancellationToken);
                removed++;
            }
        }

        return removed;
    }
}
