namespace Picora.Infrastructure.Storage.S3;

/// <summary>
/// An object, read in stretches that are asked for when they are needed: short ones at first and where the reader jumps, so that little is
/// sent in vain; longer ones for whoever reads on. A stretch that breaks off is asked for again from where it broke.
/// </summary>
internal sealed class S3ReadStream(S3Bucket bucket, string name, S3Download first) : Stream
{
    /// <summary>Bytes of the first stretch: all of most renditions.</summary>
    public const int FirstBytes = 128 * 1024;

    private const long JumpBytes = 1024 * 1024;
    private const long MostBytes = 64 * 1024 * 1024;
    private const int SkipBytes = 256 * 1024;

    private readonly string tag = first.ETag;
    private readonly TimeSpan patience = TimeSpan.FromSeconds(bucket.Options.StallSeconds);
    private S3Download? open = first;
    private long stretch = JumpBytes;

    /// <summary>Null when there is no such object.</summary>
    public static async Task<Stream?> OpenAsync(S3Bucket bucket, string name, CancellationToken cancellationToken)
    {
        if (await BeginAsync(bucket, name, cancellationToken) is { } stream)
        {
            return stream;
        }

        // An empty object has no bytes to ask for; another one has come since.
        return await bucket.HeadAsync(name, cancellationToken) switch
        {
            null => null,
            { Size: 0 } => new MemoryStream([], writable: false),
            _ => await BeginAsync(bucket, name, cancellationToken) ?? throw new IOException($"The object store has {name} and does not give it out."),
        };
    }

    private static async Task<Stream?> BeginAsync(S3Bucket bucket, string name, CancellationToken cancellationToken) =>
        await bucket.GetAsync(name, 0, FirstBytes - 1, tag: null, cancellationToken) is { } first ? new S3ReadStream(bucket, name, first) : null;

    public override bool CanRead => true;

    public override bool CanSeek => true;

    public override bool CanWrite => false;

    public override long Length { get; } = first.ObjectLength;

    public override long Position { get; set; }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (buffer.Length == 0 || Position >= Length)
        {
            return 0;
        }

        for (var left = bucket.Options.Retries; ; left--)
        {
            try
            {
                var source = await ReachAsync(cancellationToken);
                var most = (int)Math.Min(buffer.Length, source.End - source.Position);
                var read = await source.ReadAsync(buffer[..most], patience, cancellationToken);
                Position += read;
                return read;
            }
            catch (IOException) when (left > 0 && open is not null)
            {
                Forget();
            }
        }
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override long Seek(long offset, SeekOrigin origin) => Position = origin switch
    {
        SeekOrigin.Begin => offset,
        SeekOrigin.Current => Position + offset,
        _ => Length + offset,
    };

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Flush() => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        Forget();
        base.Dispose(disposing);
    }

    private void Forget()
    {
        open?.Dispose();
        open = null;
    }

    /// <summary>A stretch whose next byte is the one at the position.</summary>
    private async Task<S3Download> ReachAsync(CancellationToken cancellationToken)
    {
        if (open is { } near && Position >= near.Position && Position < near.End && Position - near.Position <= SkipBytes)
        {
            await SkipAsync(near, Position - near.Position, cancellationToken);
            return near;
        }

        stretch = open is { } ended && ended.End == Position ? Math.Min(8 * stretch, MostBytes) : JumpBytes;
        Forget();
        var last = Math.Min(Position + stretch, Length) - 1;
        open = await bucket.GetAsync(name, Position, last, tag, cancellationToken) ?? throw new IOException("The object was deleted while it was read.");
        return open;
    }

    private async Task SkipAsync(S3Download source, long bytes, CancellationToken cancellationToken)
    {
        var nowhere = bytes > 0 ? new byte[Math.Min(bytes, 16 * 1024)] : [];
        while (bytes > 0)
        {
            bytes -= await source.ReadAsync(nowhere.AsMemory(0, (int)Math.Min(bytes, nowhere.Length)), patience, cancellationToken);
        }
    }
}
