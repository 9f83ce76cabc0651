using Picora.Domain.Uploads.Contracts;

namespace Picora.Application.Abstractions;

/// <summary>Keeps immutable objects under keys. Knows nothing of what they mean.</summary>
public interface IObjectStorage
{
    /// <summary>
    /// Writes the stream to its end under a key that does not exist yet. On return the object is durable; before that it is invisible, and
    /// a failure leaves nothing that <see cref="DeleteAsync"/> of the same key does not remove.
    /// </summary>
    /// <returns>The number of bytes written.</returns>
    /// <exception cref="IOException">The store cannot take the object: it is full, read-only, or the key exists.</exception>
    Task<long> PutAsync(ObjectKey key, Stream content, CancellationToken cancellationToken);

    /// <summary>Opens an object for reading from its start; the stream can seek. Null when there is no such object.</summary>
    Task<Stream?> OpenAsync(ObjectKey key, CancellationToken cancellationToken);

    /// <summary>An object's size in bytes. Null when there is no such object.</summary>
    Task<long?> StatAsync(ObjectKey key, CancellationToken cancellationToken);

    /// <summary>Removes an object and whatever an unfinished <see cref="PutAsync"/> of its key left; not an error when there is none.</summary>
    Task DeleteAsync(ObjectKey key, CancellationToken cancellationToken);

    /// <summary>Every object whose key starts with <paramref name="prefix"/> (whole folders only, ending in <c>/</c>), in no promised order.</summary>
    IAsyncEnumerable<StoredObject> ListAsync(string prefix, CancellationToken cancellationToken);

    /// <summary>
    /// What unfinished writes, running or broken off, have left so far, by the key that they are for; <see cref="StoredObject.ModifiedAt"/> is
    /// when the last bytes came. <see cref="DeleteAsync"/> removes it.
    /// </summary>
    IAsyncEnumerable<StoredObject> ListUnfinishedAsync(string prefix, CancellationToken cancellationToken);
}

/// <summary>An object as <see cref="IObjectStorage.ListAsync"/> finds it.</summary>
/// <param name="Size">In bytes.</param>
/// <param name="ModifiedAt">When it was written, by the store's clock.</param>
public sealed record StoredObject(ObjectKey Key, long Size, DateTimeOffset ModifiedAt);

/// <summary>The optional ability of a store whose objects are files of this machine, so that a worker process can read them by path.</summary>
public interface ILocalObjectPaths
{
    /// <summary>The absolute path of an object, whether or not it exists.</summary>
    string PathOf(ObjectKey key);
}
