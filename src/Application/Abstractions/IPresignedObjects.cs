using Picora.Domain.Uploads.Contracts;

namespace Picora.Application.Abstractions;

/// <summary>
/// The optional ability of a store to let clients send and fetch bytes by themselves, at addresses that are signed for a while. What is sent
/// lies apart from the objects, so that whoever holds an address can never change one.
/// </summary>
public interface IPresignedObjects
{
    /// <summary>An address that takes one PUT of so many bytes, again and again until it expires. Null when clients cannot reach the store.</summary>
    /// <param name="length">In bytes; the store refuses another length.</param>
    Uri? SignPut(ObjectKey key, long length, TimeSpan goodFor);

    /// <summary>An address that gives out an object, ranges included. Null when clients cannot reach the store.</summary>
    Uri? SignGet(ObjectKey key, TimeSpan goodFor);

    /// <summary>Opens what was sent last for a key; null when nothing was.</summary>
    /// <exception cref="IOException">The store is away.</exception>
    Task<Stream?> OpenSentAsync(ObjectKey key, CancellationToken cancellationToken);

    /// <summary>Removes what was sent for a key; not an error when there is nothing.</summary>
    Task ForgetSentAsync(ObjectKey key, CancellationToken cancellationToken);

    /// <summary>Removes what was sent before a moment, for whatever key; returns how much that was.</summary>
    Task<int> ForgetSentAsync(DateTimeOffset before, CancellationToken cancellationToken);
}
