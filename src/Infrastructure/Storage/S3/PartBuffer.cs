using System.Buffers;

namespace Picora.Infrastructure.Storage.S3;

/// <summary>Bytes on their way to the store, at most one part of an object. Takes no more memory than it holds, doubled.</summary>
internal sealed class PartBuffer(int capacity) : IDisposable
{
    private const int FirstBytes = 64 * 1024;

    private byte[] bytes = ArrayPool<byte>.Shared.Rent(Math.Min(FirstBytes, capacity));

    public int Length { get; private set; }

    public bool IsFull => Length == capacity;

    public ReadOnlyMemory<byte> Content => bytes.AsMemory(0, Length);

    /// <summary>Reads until the buffer is full or the stream ends; returns whether it has ended.</summary>
    public async Task<bool> FillAsync(Stream content, CancellationToken cancellationToken)
    {
        while (!IsFull)
        {
            var room = Room();
            var read = await content.ReadAsync(room, cancellationToken);
            if (read == 0)
            {
                return true;
            }

            Length += read;
        }

        return false;
    }

    /// <summary>Adds as much as fits; returns how much that was.</summary>
    public int Append(ReadOnlySpan<byte> more)
    {
        var added = 0;
        while (added < more.Length && !IsFull)
        {
            var room = Room().Span;
            var step = Math.Min(room.Length, more.Length - added);
            more.Slice(added, step).CopyTo(room);
            (added, Length) = (added + step, Length + step);
        }

        return added;
    }

    public void Cut(int length) => Length = length;

    public Stream Open() => new MemoryStream(bytes, 0, Length, writable: false);

    public void Dispose()
    {
        ArrayPool<byte>.Shared.Return(bytes);
        bytes = [];
    }

    private Memory<byte> Room()
    {
        if (Length == bytes.Length)
        {
            var larger = ArrayPool<byte>.Shared.Rent(Math.Min(capacity, 2 * bytes.Length));
            Content.CopyTo(larger);
            ArrayPool<byte>.Shared.Return(bytes);
            bytes = larger;
        }

        return bytes.AsMemory(Length, Math.Min(bytes.Length, capacity) - Length);
    }
}
