using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Picora.Application.Abstractions;
using Picora.Application.Media.Collections;
using Picora.Domain;
using Picora.Domain.Accounts.Contracts;
using Picora.Domain.Media;
using Picora.Domain.Media.Collections;

namespace Picora.Application.Media.Trash;

/// <summary>
/// Puts pictures into the trash and takes them back. There, a picture has no address and no place in a list, but its bytes stay, and so does
/// what they cost.
/// </summary>
internal sealed class ImageTrash(
    IMediaDb db, IUnitOfWork unitOfWork, ImageRemoval removal, ImageBooks books, IOptions<TrashOptions> options, TimeProvider time)
{
    /// <summary>Deletes pictures from the library, in the way that was asked for or is usual here.</summary>
    /// <param name="toTrash">Null for the usual way.</param>
    /// <returns>How many of the pictures were the owner's.</returns>
    public Task<Result<int>> DeleteAsync(UserId owner, IReadOnlyCollection<ImageId> ids, bool? toTrash, CancellationToken cancellationToken) =>
        toTrash ?? options.Value.ByDefault
            ? unitOfWork.ExecuteAsync(token => PutAsync(owner, ids, token), cancellationToken)
            : removal.RemoveAsync(owner, ids, Shelf.Library, cancellationToken);

    /// <returns>Those of the pictures that were in the owner's trash, with their tags.</returns>
    public Task<Result<IReadOnlyList<Image>>> RestoreAsync(UserId owner, IReadOnlyCollection<ImageId> ids, CancellationToken cancellationToken) =>
        unitOfWork.ExecuteAsync(token => TakeBackAsync(owner, ids, token), cancellationToken);

    /// <summary>The same, inside a unit of work.</summary>
    public async Task<Result<IReadOnlyList<Image>>> TakeBackAsync(UserId owner, IReadOnlyCollection<ImageId> ids, CancellationToken cancellationToken)
    {
        var wanted = db.Images.WithTrash().Where(image => image.OwnerId == owner && ids.Contains(image.Id) && image.TrashedAt != null);
        await wanted.LockAsync(cancellationToken);
        var images = await wanted.Include(image => image.Tags).ToListAsync(cancellationToken);
        var now = time.Now();
        images.ForEach(image => image.Restore(now));
        foreach (var group in images.Where(image => image.CollectionId is not null).GroupBy(image => image.CollectionId!.Value).OrderBy(group => group.Key.Value, StringComparer.Ordinal))
        {
            await ComeBackAsync(owner, group.Key, [.. group], cancellationToken);
        }

        await books.ChangedAsync(owner, images.Select(image => image.Id), cancellationToken);
        return images;
    }

    private async Task<Result<int>> PutAsync(UserId owner, IReadOnlyCollection<ImageId> ids, CancellationToken cancellationToken)
    {
        var wanted = db.Images.Where(image => image.OwnerId == owner && ids.Contains(image.Id));
        await wanted.LockAsync(cancellationToken);
        var images = await wanted.ToListAsync(cancellationToken);
        var now = time.Now();
        images.ForEach(image => image.Trash(now));
        await books.Collections.LeaveAsync(
            [.. images.Where(image => image.CollectionId is not null).Select(image => new Member(image.Id, image.CollectionId!.Value, image.SizeBytes))], cancellationToken);
        await books.DeletedAsync(owner, images.Select(image => image.Id), cancellationToken);
        return images.Count;
    }

    // To its old place; out of a collection that is gone.
    private async Task ComeBackAsync(UserId owner, CollectionId collection, List<Image> images, CancellationToken cancellationToken)
    {
        var entered = await books.Collections.EnterAsync(owner, collection, images.ConvertAll(image => new Entrant(image.Id, image.SizeBytes)), cancellationToken);
        if (!entered.IsSuccess)
        {
            images.ForEach(image => image.MoveTo(null, 0, time.Now()));
        }
    }
}
