using Microsoft.EntityFrameworkCore;
using Picora.Application.Abstractions;
using Picora.Application.Media.Contracts;
using Picora.Domain.Media;

namespace Picora.Application.Media;

/// <summary>What operators see of the pictures that wait for their renditions.</summary>
internal sealed class ImageVariantView(IMediaDb db, TimeProvider time)
{
    public async Task<IReadOnlyDictionary<ItemState, int>> CountAsync(CancellationToken cancellationToken)
    {
        var counts = new Dictionary<ItemState, int>();
        foreach (var state in Enum.GetValues<ItemState>())
        {
            counts[state] = await Of(state).CountAsync(cancellationToken);
        }

        return counts;
    }

    public async Task<IReadOnlyList<ItemJob>> ListAsync(ItemState state, int limit, CancellationToken cancellationToken) =>
        await Of(state).OrderBy(image => image.NextAttemptAt).Take(limit)
            .Select(image => new ItemJob(
                ImageVariants.QueueKind, image.Id.Value, state, image.Attempts, image.NextAttemptAt, image.LeasedUntil, image.LastError, image.CreatedAt))
            .ToListAsync(cancellationToken);

    private IQueryable<Image> Of(ItemState state)
    {
        var now = time.GetUtcNow();
        var images = db.Images.AsNoTracking();
        return state switch
        {
            ItemState.Waiting => images.Where(image => image.Processing == Processing.Pending && (image.LeasedUntil == null || image.LeasedUntil < now)),
            ItemState.Running => images.Where(image => image.Processing == Processing.Pending && image.LeasedUntil >= now),
            ItemState.Failed => images.Where(image => image.Processing == Processing.Failed),
            _ => throw new ArgumentOutOfRangeException(nameof(state), state, null),
        };
    }
}
