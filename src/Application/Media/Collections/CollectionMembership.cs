using Microsoft.EntityFrameworkCore;
using Picora.Application.Abstractions;
using Picora.Domain;
using Picora.Domain.Accounts.Contracts;
using Picora.Domain.Media;
using Picora.Domain.Media.Collections;

namespace Picora.Application.Media.Collections;

/// <summary>A picture that counts in a collection.</summary>
internal sealed record Member(ImageId Image, CollectionId Collection, long SizeBytes);

/// <summary>
/// Keeps what collections count, and their covers, true. Called inside the unit of work that moves, trashes, restores or deletes the
/// pictures, whose rows it has locked.
/// </summary>
internal sealed class CollectionMembership(IMediaDb db, TimeProvider time)
{
    /// <summary>Makes other units of work wait for these collections. In one order, so that two that move pictures to and fro do not wait for each other.</summary>
    public async Task LockAsync(IEnumerable<CollectionId> collections, CancellationToken cancellationToken)
    {
        foreach (var id in collections.Distinct().OrderBy(id => id.Value, StringComparer.Ordinal))
        {
            await db.Collections.Where(row => row.Id == id).LockAsync(row => row.UpdatedAt, cancellationToken);
        }
    }

    /// <summary>Counts pictures in.</summary>
    /// <param name="entering">None of them counts in the collection yet. Their rows are the caller's to change.</param>
    /// <returns>The first of so many places, one after the other.</returns>
    public async Task<Result<long>> EnterAsync(UserId owner, CollectionId id, IReadOnlyList<Entrant> entering, CancellationToken cancellationToken)
    {
        var (count, bytes, now) = (entering.Count, entering.Sum(image => image.SizeBytes), time.Now());
        var collection = db.Collections.Where(row => row.Id == id && row.OwnerId == owner && row.DeletedAt == null);
        var counted = await collection.ExecuteUpdateAsync(
            set => set.SetProperty(row => row.ItemCount, row => row.ItemCount + count)
                .SetProperty(row => row.SizeBytes, row => row.SizeBytes + bytes)
                .SetProperty(row => row.NextPosition, row => row.NextPosition + count)
                .SetProperty(row => row.UpdatedAt, now),
            cancellationToken);
        if (counted == 0)
        {
            return CollectionErrors.NotFound;
        }

        var found = await collection.AsNoTracking().Select(row => new { row.Allowed, row.NextPosition, row.CoverId }).SingleAsync(cancellationToken);
        if (!found.Allowed.HasFlag(ResourceTypes.Image))
        {
            return CollectionErrors.HoldsNoImages;
        }

        if (found.CoverId is null && count > 0)
        {
            await ShowByAsync(id, entering[0].Image, cancellationToken);
        }

        return found.NextPosition - count;
    }

    /// <summary>Counts pictures out. Where the cover leaves, the first picture that stays takes its place.</summary>
    public async Task LeaveAsync(IReadOnlyCollection<Member> leaving, CancellationToken cancellationToken)
    {
        foreach (var group in leaving.GroupBy(member => member.Collection).OrderBy(group => group.Key.Value, StringComparer.Ordinal))
        {
            var (count, bytes, now) = (group.Count(), group.Sum(member => member.SizeBytes), time.Now());
            await db.Collections.Where(row => row.Id == group.Key).ExecuteUpdateAsync(
                set => set.SetProperty(row => row.ItemCount, row => row.ItemCount - count)
                    .SetProperty(row => row.SizeBytes, row => row.SizeBytes - bytes)
                    .SetProperty(row => row.UpdatedAt, now),
                cancellationToken);
            await ReplaceCoverAsync(group.Key, [.. group.Select(member => member.Image)], cancellationToken);
        }
    }

    private async Task ReplaceCoverAsync(CollectionId id, List<ImageId> gone, CancellationToken cancellationToken)
    {
        var cover = await db.Collections.AsNoTracking().Where(row => row.Id == id).Select(row => row.CoverId).SingleOrDefaultAsync(cancellationToken);
        if (cover is not { } left || !gone.Contains(left))
        {
            return;
        }

        // The rows of those that leave may still say otherwise.
        var next = await db.Images.AsNoTracking().Where(image => image.CollectionId == id && !gone.Contains(image.Id))
            .OrderBy(image => image.CollectionPosition).ThenBy(image => image.Id)
            .Select(image => (ImageId?)image.Id).FirstOrDefaultAsync(cancellationToken);
        await ShowByAsync(id, next, cancellationToken);
    }

    private Task<int> ShowByAsync(CollectionId id, ImageId? cover, CancellationToken cancellationToken) =>
        db.Collections.Where(row => row.Id == id).ExecuteUpdateAsync(set => set.SetProperty(row => row.CoverId, cover), cancellationToken);
}

/// <summary>A picture that comes into a collection.</summary>
internal sealed record Entrant(ImageId Image, long SizeBytes);
