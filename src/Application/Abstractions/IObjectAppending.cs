using Picora.Domain.Uploads.Contracts;

namespace Picora.Application.Abstractions;

/// <summary>
/// The optional ability of a store to take an object in pieces, over many requests and restarts, before it is visible. A store of files
/// appends to the unfinished file; one of S3's kind uploads parts and keeps the rest, until it is as long as a part, beside them.
/// </summary>
public interface IObjectAppending
{
    /// <summary>
    /// Opens an unfinished object, or a new one, cut to a length. One that was published already is unfinished again, which is for the
    /// caller to know to be right: nothing may refer to it.
    /// </summary>
    /// <param name="length">In bytes. When less is there, what is there is kept, and <see cref="IObjectAppender.Length"/> says so.</param>
    /// <returns>Null when somebody else has it open, as far as the store can tell.</returns>
    /// <exception cref="IOException">The store is full, read-only or away.</exception>
    Task<IObjectAppender?> OpenForAppendAsync(ObjectKey key, long length, CancellationToken cancellationToken);
}

/// <summary>An unfinished object in the hands of its one writer. Disposing of it leaves what has arrived where it is.</summary>
public interface IObjectAppender : IAsyncDisposable
{
    /// <summary>In bytes, durable or not.</summary>
    long Length { get; }

    /// <summary>Adds bytes at the end. They may be gone after a power cut, until they are flushed.</summary>
    /// <exception cref="IOException">The store is full or away.</exception>
    ValueTask AppendAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken);

    /// <summary>Makes durable what was appended before the call; may run beside <see cref="AppendAsync"/>.</summary>
    Task FlushAsync();

    /// <summary>Gives up what lies behind a length.</summary>
    Task CutAsync(long length);

    /// <summary>Makes the object durable and visible under its key; the appender is done with. False when the object was deleted meanwhile.</summary>
    Task<bool> PublishAsync();

    /// <summary>Removes the unfinished object; the appender is done with. Never removes one that was published.</summary>
    Task DiscardAsync();
}
