using Picora.Application.Abstractions;
using Picora.Application.Abstractions.Operations;
using Picora.Domain;
using Picora.Domain.Uploads.Contracts;

namespace Picora.Application.Quotas;

/// <summary>Counts what the storage itself holds, for an operator to hold against the rows, and what of it no row refers to.</summary>
internal sealed class StorageCensus(IObjectStorage storage, IReferredObjects referred, IStorageFigures figures, TimeProvider time)
{
    private const int Batch = 500;

    // What arrives at this moment may have no row yet.
    private static readonly TimeSpan Settled = TimeSpan.FromDays(1);

    public async Task<string> TakeAsync(CancellationToken cancellationToken)
    {
        var (all, orphans, settled) = (default(Sum), default(Sum), time.Now() - Settled);
        await foreach (var batch in storage.ListAsync(ObjectKey.OriginalsFolder, cancellationToken).Chunk(Batch).WithCancellation(cancellationToken))
        {
            var known = await referred.KnownAsync([.. batch.Select(stored => stored.Key)], cancellationToken);
            foreach (var stored in batch)
            {
                all = all.With(stored);
                orphans = stored.ModifiedAt < settled && !known.Contains(stored.Key) && await IsThereAsync(stored.Key, cancellationToken) ? orphans.With(stored) : orphans;
            }
        }

        figures.Counted(all.Bytes, orphans.Bytes);
        var trouble = orphans.Objects > 0 ? $" No row refers to {orphans.Objects} of them, of {orphans.Bytes} bytes: picora fsck names them." : string.Empty;
        return $"the storage holds {all.Objects} originals of {all.Bytes} bytes.{trouble}";
    }

    // What was deleted since it was listed has lost its row, too.
    private async Task<bool> IsThereAsync(ObjectKey key, CancellationToken cancellationToken) => await storage.StatAsync(key, cancellationToken) is not null;

    private readonly record struct Sum(long Objects, long Bytes)
    {
        public Sum With(StoredObject stored) => new(Objects + 1, Bytes + stored.Size);
    }
}
