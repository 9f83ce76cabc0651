using Microsoft.EntityFrameworkCore;
using Picora.Application.Abstractions;
using Picora.Application.Media.Transforms;
using Picora.Application.Quotas.Contracts;
using Picora.Application.Uploads.Contracts;
using Picora.Domain;
using Picora.Domain.Accounts.Contracts;
using Picora.Domain.Media;
using Picora.Domain.Quotas.Contracts;
using Picora.Domain.Uploads.Contracts;

namespace Picora.Application.Media;

/// <summary>Removes pictures: the row, what it paid for and its files go together, and the address is dead from the commit on.</summary>
internal sealed class ImageRemoval(IMediaDb db, IUnitOfWork unitOfWork, IQuotaLedger ledger, IObjectDisposal disposal, VariantCache variants)
{
    /// <returns>How many of the pictures were the owner's and are gone now.</returns>
    public async Task<Result<int>> RemoveAsync(UserId owner, IReadOnlyCollection<ImageId> ids, CancellationToken cancellationToken)
    {
        var removed = await unitOfWork.ExecuteAsync(token => DeleteRowsAsync(owner, ids, token), cancellationToken);
        if (removed.IsSuccess)
        {
            await disposal.RemoveAsync(removed.Value.Keys, CancellationToken.None);
            await variants.RemoveAsync(removed.Value.Images, CancellationToken.None);
        }

        return removed.Map(gone => gone.Images.Count);
    }

    private async Task<Result<Removed>> DeleteRowsAsync(UserId owner, IReadOnlyCollection<ImageId> ids, CancellationToken cancellationToken)
    {
        var images = await db.Images.AsNoTracking().Where(image => image.OwnerId == owner && ids.Contains(image.Id))
            .Select(image => new { image.Id, image.SizeBytes, image.Key, Variants = image.Variants.Select(variant => variant.Key).ToList() })
            .ToListAsync(cancellationToken);
        var keys = new List<ObjectKey>();
        long bytes = 0;
        var gone = new List<ImageId>();
        foreach (var image in images)
        {
            // Whoever deletes the row gives back its bytes; a second deletion at the same time finds nothing.
            if (await db.Images.Where(row => row.Id == image.Id).ExecuteDeleteAsync(cancellationToken) == 1)
            {
                gone.Add(image.Id);
                bytes += image.SizeBytes;
                keys.AddRange([image.Key, .. image.Variants]);
            }
        }

        await ledger.ReturnAsync(owner, QuotaType.ImageStorage, bytes, gone.Count, cancellationToken);
        disposal.Doom(keys);
        return new Removed(gone, keys);
    }

    private sealed record Removed(IReadOnlyCollection<ImageId> Images, IReadOnlyCollection<ObjectKey> Keys);
}
