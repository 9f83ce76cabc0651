using Microsoft.EntityFrameworkCore;
using Picora.Application.Abstractions;
using Picora.Application.Idempotency.Contracts;
using Picora.Domain;
using Picora.Domain.Accounts.Contracts;
using Picora.Domain.Media;

namespace Picora.Application.Media.Tags;

/// <summary>
/// Changes a tag on all pictures of its owner, those in the trash included, so many per transaction. What is cut off is finished by asking
/// again: pictures that were changed do not have the tag any more.
/// </summary>
internal sealed class LibraryTags(IMediaDb db, IUnitOfWork unitOfWork, ImageBooks books, TimeProvider time)
{
    private const int Batch = 100;

    /// <param name="newName">Null takes the tag away.</param>
    public async Task<Result<TagChange>> ChangeAsync(UserId owner, string name, string? newName, CancellationToken cancellationToken)
    {
        var changed = 0;
        while (true)
        {
            var batch = await unitOfWork.ExecuteAsync(token => ChangeSomeAsync(owner, name, newName, changed, token), cancellationToken);
            if (!batch.IsSuccess)
            {
                return batch.Error;
            }

            if (batch.Value.Outcome is { } outcome)
            {
                return outcome;
            }

            changed += Batch;
        }
    }

    private async Task<Result<Attempt<TagChange>>> ChangeSomeAsync(UserId owner, string name, string? newName, int before, CancellationToken cancellationToken)
    {
        var ids = await db.ImageTags.Where(tag => tag.OwnerId == owner && tag.Name == name)
            .OrderBy(tag => tag.CreatedAt).ThenBy(tag => tag.ImageId).Select(tag => tag.ImageId).Take(Batch).ToListAsync(cancellationToken);
        var wanted = db.Images.WithTrash().Where(image => ids.Contains(image.Id));
        await wanted.LockAsync(cancellationToken);
        var images = await wanted.Include(image => image.Tags).ToListAsync(cancellationToken);
        foreach (var image in images)
        {
            if (image.RenameTag(name, newName, time.Now()).Error is { } error)
            {
                return error;
            }
        }

        await books.ChangedAsync(owner, images.Where(image => image.TrashedAt is null).Select(image => image.Id), cancellationToken);
        return new Attempt<TagChange>(ids.Count < Batch ? new TagChange(before + ids.Count) : (Result<TagChange>?)null);
    }
}
