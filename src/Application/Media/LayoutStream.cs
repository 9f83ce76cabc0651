using Picora.Domain.Media;

namespace Picora.Application.Media;

/// <summary>A stored file as its delivery layout says: ranges of the stored bytes and own bytes, one behind the other. Can seek.</summary>
public sealed class LayoutStream(Stream stored, DeliveryLayout layout) : Stream
{
    public override bool CanRead => true;

    public override bool CanSeek => true;

    public override bool CanWrite => false;

    public override long Length => layout.Length;

    public override long Position { get; set; }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        var start = 0L;
        foreach (var segment in layout.Segments)
        {
            var within = Position - start;
            if (within < segment.Length)
            {
                var wanted = buffer[..(int)Math.Min(buffer.Length, segment.Length - within)];
                var read = await ReadSegmentAsync(segment, within, wanted, cancellationToken);
                Position += read;
                return read;
            }

            start += segment.Length;
        }

        return 0;
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override long Seek(long offset, SeekOrigin origin) => Position = origin switch
    {
        SeekOrigin.Begin => offset,
        SeekOrigin.Current => Position + offset,
        SeekOrigin.End => Length + offset,
        _ => throw new ArgumentOutOfRangeException(nameof(origin), origin, null),
    };

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override void Flush() => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override async ValueTask DisposeAsync()
    {
        await stored.DisposeAsync();
        await base.DisposeAsync();
    }

    private async ValueTask<int> ReadSegmentAsync(LayoutSegment segment, long within, Memory<byte> wanted, CancellationToken cancellationToken)
    {
        if (segment.Literal is { } own)
        {
            own.Slice((int)within, wanted.Length).CopyTo(wanted);
            return wanted.Length;
        }

        stored.Position = segment.Offset + within;
        var read = await stored.ReadAsync(wanted, cancellationToken);
        return read > 0 || wanted.IsEmpty ? read : throw new EndOfStreamException("The stored file is shorter than its layout says.");
    }
}
