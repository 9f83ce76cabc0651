using Microsoft.EntityFrameworkCore;
using Picora.Application.Abstractions;
using Picora.Application.Media.Contracts;
using Picora.Application.Media.Trash;
using Picora.Domain;
using Picora.Domain.Accounts.Contracts;
using Picora.Domain.Media;
using Picora.Domain.Media.Collections;
using Picora.Domain.Media.Contracts;

namespace Picora.Application.Media;

/// <summary>Pictures among the media of all kinds.</summary>
internal sealed class ImageLibrary(IMediaDb db, ITextIndex index, ImageTrash trash, IPublicUrls urls) : IMediaLibrary
{
    private const string Ready = "ready";

    public MediaKind Kind => MediaKind.Image;

    public async Task<IReadOnlyList<MediaItem>> PageAsync(UserId owner, MediaListing listing, int most, CancellationToken cancellationToken)
    {
        // Pictures are there as soon as they are taken in.
        if (listing.Status is not (null or Ready))
        {
            return [];
        }

        var filter = new ImageFilter(listing.Query, null, listing.IsPublic?.ToString(), listing.KbId, null, null);
        var images = filter.Apply(db.Images.AsNoTracking(), await index.FindAsync(SearchedRows.Images, listing.Query, cancellationToken));
        if (string.IsNullOrEmpty(listing.KbId))
        {
            images = images.Where(image => image.OwnerId == owner);
        }
        else if (!await IsOwnAsync(owner, listing.KbId, cancellationToken))
        {
            return [];
        }

        if (listing.Behind is { } last)
        {
            var (createdAt, id) = (last.CreatedAt, ImageId.FromStored(last.Id));
            images = images.Where(image => image.CreatedAt <= createdAt && (image.CreatedAt < createdAt || image.Id < id));
        }

        var rows = await images.OrderByDescending(image => image.CreatedAt).ThenByDescending(image => image.Id).Take(most)
            .Select(ImageRow.Projection).ToListAsync(cancellationToken);
        return rows.ConvertAll(row => row.ToResponse(urls).ToItem());
    }

    // All pictures of a collection are its owner's. With the owner in the query, a small collection would be looked for in the whole library.
    private Task<bool> IsOwnAsync(UserId owner, string kbId, CancellationToken cancellationToken)
    {
        var id = CollectionId.Parse(kbId);
        return db.Collections.AnyAsync(collection => collection.Id == id && collection.OwnerId == owner, cancellationToken);
    }

    public async Task<IReadOnlyList<StoredMedium>> ReadAsync(UserId owner, IReadOnlyCollection<string> ids, CancellationToken cancellationToken)
    {
        var wanted = ids.Select(ImageId.Parse).OfType<ImageId>().ToList();
        var rows = wanted.Count == 0
            ? []
            : await db.Images.AsNoTracking().Where(image => image.OwnerId == owner && wanted.Contains(image.Id))
                .Select(ImageRow.Projection).ToListAsync(cancellationToken);
        return rows.ConvertAll(row => new StoredMedium(row.ToResponse(urls).ToItem(), row.Hash.Value));
    }

    public async Task<Result<Success>> DeleteAsync(UserId owner, string id, CancellationToken cancellationToken)
    {
        if (ImageId.Parse(id) is not { } image)
        {
            return MediaErrors.ImageNotFound;
        }

        var removed = await trash.DeleteAsync(owner, [image], toTrash: null, cancellationToken);
        return removed.Bind<Success>(count => count == 1 ? Success.Value : MediaErrors.ImageNotFound);
    }

    public async Task<IReadOnlyDictionary<UserId, MediaTotal>> TotalsAsync(IReadOnlyCollection<UserId> owners, CancellationToken cancellationToken) =>
        await db.Images.WithTrash().Where(image => owners.Contains(image.OwnerId))
            .GroupBy(image => image.OwnerId)
            .Select(group => new
            {
                Owner = group.Key,
                Bytes = group.Sum(image => image.SizeBytes),
                Count = group.LongCount(),
                Public = group.Sum(image => image.IsPublic && image.TrashedAt == null ? 1L : 0L),
                Trashed = group.Sum(image => image.TrashedAt != null ? 1L : 0L),
            })
            .ToDictionaryAsync(row => row.Owner, row => new MediaTotal(row.Bytes, row.Count, row.Public, row.Trashed), cancellationToken);
}
