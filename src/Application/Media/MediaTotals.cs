using Microsoft.EntityFrameworkCore;
using Picora.Application.Media.Contracts;
using Picora.Domain.Accounts.Contracts;

namespace Picora.Application.Media;

internal sealed class MediaTotals(IMediaDb db) : IMediaTotals
{
    public async Task<MediaTotal> ImagesOfAsync(UserId owner, CancellationToken cancellationToken) =>
        (await ImagesOfAllAsync([owner], cancellationToken)).GetValueOrDefault(owner) ?? MediaTotal.Zero;

    public async Task<IReadOnlyDictionary<UserId, MediaTotal>> ImagesOfAllAsync(
        IReadOnlyCollection<UserId> owners, CancellationToken cancellationToken) =>
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
