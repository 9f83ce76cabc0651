namespace Picora.Infrastructure.Imaging.Inspection;

/// <summary>A forward walk over a stranger's file through a buffer of fixed size; no length that the file claims is ever allocated.</summary>
internal sealed class ByteWindow(Stream stream, CancellationToken cancellationToken)
{
    public const int Capacity = 64 * 1024;

    private readonly byte[] buffer = new byte[Capacity];
    private int start;
    private int end;

    public long Length { get; } = stream.Length;

    public CancellationToken Cancellation => cancellationToken;

    /// <summary>The offset in the file of the first byte of <see cref="Buffered"/>.</summary>
    public long Position { get; private set; }

    public ReadOnlySpan<byte> Buffered => buffer.AsSpan(start, end - start);

    /// <summary>Buffers at least this many bytes (at most <see cref="Capacity"/>); false when the file ends before.</summary>
    public async ValueTask<bool> FillAsync(int count)
    {
        if (end - start >= count)
        {
            return true;
        }

        if (count > Length - Position)
        {
            return false;
        }

        Buffered.CopyTo(buffer);
        (start, end) = (0, end - start);
        while (end < count)
        {
            var read = await stream.ReadAsync(buffer.AsMemory(end), cancellationToken);
            if (read == 0)
            {
                return false;
            }

            end += read;
        }

        return true;
    }

    /// <summary>Steps over bytes that are buffered.</summary>
    public void Advance(int count)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(count, end - start);
        start += count;
        Position += count;
    }

    /// <summary>Steps over bytes wherever they are; false when the file ends before.</summary>
    public async ValueTask<bool> SkipAsync(long count)
    {
        if (count < 0 || count > Length - Position)
        {
            return false;
        }

        var ahead = end - start;
        if (count <= ahead)
        {
            Advance((int)count);
            return true;
        }

        // A short hop is cheaper read than sought: over the network every seek is a request of its own.
        if (count <= Capacity)
        {
            Advance(ahead);
            var rest = (int)count - ahead;
            var filled = await FillAsync(rest);
            Advance(filled ? rest : 0);
            return filled;
        }

        Position += count;
        (start, end) = (0, 0);
        stream.Seek(Position, SeekOrigin.Begin);
        return true;
    }

    /// <summary>Reads bytes wherever they are, and goes on behind them. The caller has bounded the count; null when the file ends before.</summary>
    public async ValueTask<byte[]?> ReadAtAsync(long offset, int count)
    {
        if (offset > Length - count)
        {
            return null;
        }

        Position = offset;
        (start, end) = (0, 0);
        stream.Seek(offset, SeekOrigin.Begin);
        return await ReadAsync(count);
    }

    /// <summary>Reads bytes that outlive the window. The caller has bounded the count; null when the file ends before.</summary>
    public async ValueTask<byte[]?> ReadAsync(int count)
    {
        if (count > Length - Position)
        {
            return null;
        }

        var bytes = new byte[count];
        for (var done = 0; done < count;)
        {
            if (!await FillAsync(1))
            {
                return null;
            }

            var part = Math.Min(count - done, end - start);
            Buffered[..part].CopyTo(bytes.AsSpan(done));
            Advance(part);
            done += part;
        }

        return bytes;
    }
}
