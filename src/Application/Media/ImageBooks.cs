using Picora.Application.Media.Collections;
using Picora.Application.Media.Contracts;
using Picora.Domain.Accounts.Contracts;
using Picora.Domain.Media;
using Picora.Domain.Media.Contracts;

namespace Picora.Application.Media;

/// <summary>The books in which every coming and going of a picture is entered: its collection's, and its owner's journal, which is the last.</summary>
internal sealed class ImageBooks(CollectionMembership collections, IMediaJournal journal)
{
    public CollectionMembership Collections { get; } = collections;

    public Task AddedAsync(Image image, CancellationToken cancellationToken) =>
        journal.AddedAsync(image.OwnerId, MediaKind.Image, image.Id.Value, cancellationToken);

    public Task ChangedAsync(UserId owner, IEnumerable<ImageId> images, CancellationToken cancellationToken) =>
        journal.ChangedAsync(owner, MediaKind.Image, [.. images.Select(image => image.Value)], cancellationToken);

    public Task DeletedAsync(UserId owner, IEnumerable<ImageId> images, CancellationToken cancellationToken) =>
        journal.DeletedAsync(owner, MediaKind.Image, [.. images.Select(image => image.Value)], cancellationToken);
}
