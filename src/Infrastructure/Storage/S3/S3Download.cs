using Amazon.S3.Model;

namespace Picora.Infrastructure.Storage.S3;

/// <summary>A stretch of an object while it comes in.</summary>
internal sealed class S3Download : IDisposable
{
    private readonly GetObjectResponse answer;

    public S3Download(GetObjectResponse answer, long from)
    {
        this.answer = answer;
        // "bytes 0-99/1234"; without it, the store sends all of the object.
        var range = answer.ContentRange;
        var total = range?[(range.LastIndexOf('/') + 1)..];
        Position = range is null ? 0 : from;
        End = Position + answer.ContentLength;
        ObjectLength = total is null ? answer.ContentLength : long.Parse(total, System.Globalization.CultureInfo.InvariantCulture);
    }

    public string ETag => answer.ETag;

    /// <summary>The whole object's, in bytes.</summary>
    public long ObjectLength { get; }

    /// <summary>Of the next byte in the object.</summary>
    public long Position { get; private set; }

    /// <summary>Behind the last byte that comes.</summary>
    public long End { get; }

    /// <exception cref="IOException">It broke off, or no byte came for too long.</exception>
    public async ValueTask<int> ReadAsync(Memory<byte> buffer, TimeSpan patience, CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(patience);
        try
        {
            var read = await answer.ResponseStream.ReadAsync(buffer, limit.Token);
            Position += read;
            return read > 0 ? read : throw new IOException("The object store broke off in the middle of an object.");
        }
        catch (OperationCanceledException late) when (!cancellationToken.IsCancellationRequested)
        {
            throw new IOException($"The object store sent nothing for {patience.TotalSeconds:0} seconds.", late);
        }
    }

    public void Dispose() => answer.Dispose();
}
