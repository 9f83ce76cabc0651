using Microsoft.EntityFrameworkCore;
using Picora.Application.Abstractions;
using Picora.Application.Media.Collections;
using Picora.Application.Quotas.Contracts;
using Picora.Domain;
using Picora.Domain.Accounts.Contracts;
using Picora.Domain.Media;
using Picora.Domain.Quotas.Contracts;
using Picora.Domain.Uploads.Contracts;

namespace Picora.Application.Media;

/// <summary>Where pictures are looked for.</summary>
internal enum Shelf
{
    Library,
    Trash,
    Expired,
    Both,
}

/// <summary>Removes pictures for good: the row, what it paid for and its files go together, and the address is dead from the commit on.</summary>
internal sealed class ImageRemoval(
    IMediaDb db, IUnitOfWork unitOfWork, IQuotaLedger ledger, ImageFiles files, ImageBooks books, TimeProvider time)
{
    /// <returns>How many of the pictures were the owner's, on that shelf, and are gone now.</returns>
    public async Task<Result<int>> RemoveAsync(UserId owner, IReadOnlyCollection<ImageId> ids, Shelf shelf, CancellationToken cancellationToken)
    {
        var removed = await unitOfWork.ExecuteAsync(token => DeleteRowsAsync(owner, ids, shelf, token), cancellationToken);
        if (removed.IsSuccess)
        {
            await files.RemoveAsync(removed.Value.Images, removed.Value.Keys, CancellationToken.None);
        }

        return removed.Map(gone => gone.Images.Count);
    }

    private async Task<Result<Removed>> DeleteRowsAsync(UserId owner, IReadOnlyCollection<ImageId> ids, Shelf shelf, CancellationToken cancellationToken)
    {
        var wanted = On(shelf).Where(image => image.OwnerId == owner && ids.Contains(image.Id));

        // Whoever has the lock gives back the bytes; a second deletion at the same time waits for it and finds nothing.
        await wanted.LockAsync(cancellationToken);
        var images = await wanted.AsNoTracking()
            .Select(image => new
            {
                image.Id,
                image.SizeBytes,
                image.Key,
                Collection = image.TrashedAt == null ? image.CollectionId : null,
                Listed = image.TrashedAt == null,
                Variants = image.Variants.Select(variant => variant.Key).ToList(),
            })
            .ToListAsync(cancellationToken);
        var gone = images.ConvertAll(image => image.Id);
        var keys = images.SelectMany(image => image.Variants.Prepend(image.Key)).ToList();
        await db.Images.WithTrash().Where(image => gone.Contains(image.Id)).ExecuteDeleteAsync(cancellationToken);
        await books.Collections.LeaveAsync(
            [.. images.Where(image => image.Collection is not null).Select(image => new Member(image.Id, image.Collection!.Value, image.SizeBytes))], cancellationToken);
        await ledger.ReturnAsync(owner, QuotaType.ImageStorage, images.Sum(image => image.SizeBytes), gone.Count, cancellationToken);
        files.Doom(keys);
        // Those in the trash were told of when they went there.
        await books.DeletedAsync(owner, images.Where(image => image.Listed).Select(image => image.Id), cancellationToken);
        return new Removed(gone, keys);
    }

    private IQueryable<Image> On(Shelf shelf) => shelf switch
    {
        Shelf.Library => db.Images,
        Shelf.Trash => db.Images.WithTrash().Where(image => image.TrashedAt != null),
        Shelf.Expired => db.Images.WithTrash().Expired(time.Now()),
        _ => db.Images.WithTrash(),
    };

    private sealed record Removed(IReadOnlyCollection<ImageId> Images, IReadOnlyCollection<ObjectKey> Keys);
}
