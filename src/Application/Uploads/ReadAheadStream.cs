using System.Buffers;
using Picora.Application.Abstractions;

namespace Picora.Application.Uploads;

/// <summary>Begins to read before it is asked, as much as its buffer holds, so that the first bytes arrive while something else is waited for.</summary>
internal sealed class ReadAheadStream : ForwardStream
{
    private const int BufferBytes = 128 * 1024;

    private readonly Stream content;
    private readonly CancellationTokenSource stop;
    private readonly byte[] buffer = ArrayPool<byte>.Shared.Rent(BufferBytes);
    private readonly Task<int> head;
    private int taken;
    private bool disposed;

    public ReadAheadStream(Stream content, CancellationToken cancellationToken)
    {
        this.content = content;
        stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        head = content.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, stop.Token).AsTask();
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        var ahead = await head - taken;
        if (ahead == 0)
        {
            return await content.ReadAsync(buffer, cancellationToken);
        }

        var read = Math.Min(ahead, buffer.Length);
        this.buffer.AsMemory(taken, read).CopyTo(buffer);
        taken += read;
        return read;
    }

    /// <summary>Stops reading ahead; the content itself stays open.</summary>
    public override async ValueTask DisposeAsync()
    {
        if (disposed)
        {
            return;
        }

        disposed = true;
        await stop.CancelAsync();
        // Whoever still wanted these bytes has been told what went wrong with them.
        await ((Task)head).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        ArrayPool<byte>.Shared.Return(buffer);
        stop.Dispose();
        await base.DisposeAsync();
    }
}
