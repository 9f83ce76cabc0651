using System.Security.Cryptography;
using Picora.Application.Abstractions;
using Picora.Domain;
using Picora.Domain.Uploads.Contracts;

namespace Picora.Application.Uploads;

/// <summary>Counts and hashes what is read through it, stops at a limit, and tells of its progress and, before the reader hears of it, of its end.</summary>
internal sealed class MeasuredStream(Stream content, long maxBytes, Func<CancellationToken, Task> progress, Func<Task> end) : ForwardStream
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

    /// <exception cref="UploadRefusedException">The limit was passed.</exception>
    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        var read = await content.ReadAsync(buffer, cancellationToken);
        Count += read;
        if (Count > maxBytes)
        {
            throw new UploadRefusedException(UploadErrors.TooLarge(maxBytes));
        }

        hash.AppendData(buffer.Span[..read]);
        await (read > 0 ? progress(cancellationToken) : end());
        return read;
    }

    protected override void Dispose(bool disposing)
    {
        hash.Dispose();
        base.Dispose(disposing);
    }
}

/// <summary>Leaves the storage's copy loop when a transfer must not go on; the intake turns it into a result.</summary>
internal sealed class UploadRefusedException(Error error) : Exception(error.Message)
{
    public Error Error => error;
}
