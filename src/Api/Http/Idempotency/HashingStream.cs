using System.Security.Cryptography;
using Picora.Application.Abstractions;

namespace Picora.Api.Http.Idempotency;

/// <summary>A stream that knows the hash of what was read from it.</summary>
internal sealed class HashingStream(Stream content) : ForwardStream
{
    private const int DrainBytes = 64 * 1024;

    private readonly IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        var read = await content.ReadAsync(buffer, cancellationToken);
        hash.AppendData(buffer.Span[..read]);
        return read;
    }

    /// <summary>The SHA-256 of everything, whose rest is read and thrown away.</summary>
    public async Task<string> FinishAsync(CancellationToken cancellationToken)
    {
        var buffer = new byte[DrainBytes];
        while (await ReadAsync(buffer, cancellationToken) > 0)
        {
            // Only the hash counts.
        }

        return Convert.ToHexStringLower(hash.GetCurrentHash());
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            hash.Dispose();
        }

        base.Dispose(disposing);
    }
}
