using Picora.Application.Abstractions;
using Picora.Domain.Uploads.Contracts;

namespace Picora.Application.Quotas;

/// <summary>Counts what the storage itself holds, for an operator to hold against the rows.</summary>
internal sealed class StorageCensus(IObjectStorage storage)
{
    public async Task<string> TakeAsync(CancellationToken cancellationToken)
    {
        var (count, bytes) = (0L, 0L);
        await foreach (var stored in storage.ListAsync(ObjectKey.OriginalsFolder, cancellationToken))
        {
            count++;
            bytes += stored.Size;
        }

        return $"the storage holds {count} originals of {bytes} bytes.";
    }
}
