using Picora.Application.Abstractions;

namespace Picora.Infrastructure.IntegrationTests.Storage;

/// <summary>A body that nobody knows the length of, and that comes in pieces of odd sizes.</summary>
internal class OneWayStream(byte[] content) : ForwardStream
{
    private const int Piece = 100_003;

    private int position;

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var read = Math.Min(Math.Min(buffer.Length, Piece), content.Length - position);
        content.AsMemory(position, read).CopyTo(buffer);
        position += read;
        return ValueTask.FromResult(read);
    }
}

/// <summary>Tells when it has been read to its end.</summary>
internal sealed class WatchedStream(byte[] content, Action atEnd) : OneWayStream(content)
{
    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        var read = await base.ReadAsync(buffer, cancellationToken);
        if (read == 0)
        {
            atEnd();
            cancellationToken.ThrowIfCancellationRequested();
        }

        return read;
    }
}

internal sealed class BreakingStream(int length) : ForwardStream
{
    private int left = length;

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (left == 0)
        {
            throw new InvalidDataException("The body broke off.");
        }

        var read = Math.Min(left, buffer.Length);
        left -= read;
        return ValueTask.FromResult(read);
    }
}
