using System.Security.Cryptography;
using Picora.Application.Abstractions;
using Picora.Domain.Uploads.Contracts;

namespace Picora.Application.Uploads;

/// <summary>Counts and hashes what is read through it, stops at a limit, and tells of its progress.</summary>
internal sealed class MeasuredStream(Stream content, long maxBytes, Func<CancellationToken, Task> progress) : ForwardStream
{
    private readonly IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);

    public long Count { get; private set; }

    /// <summary>The hash of everything read; the stream is done with afterwards.</summary>
    public ContentHash Finish()
    {
        Span<byte> digest = stackalloc byte[SHA256.HashSizeInBytes];
        hash.GetHashAndReset(digest);
        return ContentHash.FromBytes(digest);
    }

    /// <exception cref="UploadTooLargeException">The limit was passed.</exception>
    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        var read = await content.ReadAsync(buffer, cancellationToken);
        Count += read;
        if (Count > maxBytes)
        {
            throw new UploadTooLargeException();
        }

        hash.AppendData(buffer.Span[..read]);
        await progress(cancellationToken);
        return read;
    }

    protected override void Dispose(bool disposing)
    {
        hash.Dispose();
        base.Dispose(disposing);
    }
}

/// <summary>Leaves the storage's copy loop when a transfer passes its limit; the intake turns it into a result.</summary>
internal sealed class UploadTooLargeException : Exception;
