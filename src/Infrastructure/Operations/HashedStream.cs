using System.Security.Cryptography;
using Picora.Application.Abstractions;
using Picora.Domain.Uploads.Contracts;

namespace Picora.Infrastructure.Operations;

/// <summary>Hashes and counts what is read through it.</summary>
internal sealed class HashedStream(Stream content) : ForwardStream
{
    private const int BufferBytes = 128 * 1024;

    private readonly IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);

    public long Count { get; private set; }

    /// <summary>The hash of a whole stream, which is read to its end.</summary>
    public static async Task<(ContentHash Hash, long Length)> OfAsync(Stream content, CancellationToken cancellationToken)
    {
        await using var hashed = new HashedStream(content);
        await hashed.CopyToAsync(Null, BufferBytes, cancellationToken);
        return (hashed.Finish(), hashed.Count);
    }

    /// <summary>The hash of everything read; the stream is done with afterwards.</summary>
    public ContentHash Finish()
    {
        Span<byte> digest = stackalloc byte[SHA256.HashSizeInBytes];
        hash.GetHashAndReset(digest);
        return ContentHash.FromBytes(digest);
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        var read = await content.ReadAsync(buffer, cancellationToken);
        hash.AppendData(buffer.Span[..read]);
        Count += read;
        return read;
    }

    protected override void Dispose(bool disposing)
    {
        hash.Dispose();
        base.Dispose(disposing);
    }
}
