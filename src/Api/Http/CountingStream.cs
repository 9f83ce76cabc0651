using Picora.Application.Abstractions;

namespace Picora.Api.Http;

/// <summary>
/// A request body that knows how much of it was read. It says that it can seek because the form reader then reports where each part begins;
/// nobody does seek.
/// </summary>
internal sealed class CountingStream(Stream body) : ForwardStream
{
    private long position;

    public override bool CanSeek => true;

    public override long Position
    {
        get => position;
        set => throw new NotSupportedException();
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        var read = await body.ReadAsync(buffer, cancellationToken);
        position += read;
        return read;
    }
}
