using Picora.Application.Abstractions;

namespace Picora.Infrastructure.Video.Transcoding;

/// <summary>Files one after the other, of which one is open at a time.</summary>
internal sealed class JoinedStream(IReadOnlyList<Func<Stream>> files) : ForwardStream
{
    private Stream? current;
    private int next;

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        while (current is not null || next < files.Count)
        {
            current ??= files[next++]();
            var read = await current.ReadAsync(buffer, cancellationToken);
            if (read > 0)
            {
                return read;
            }

            await current.DisposeAsync();
            current = null;
        }

        return 0;
    }

    protected override void Dispose(bool disposing)
    {
        current?.Dispose();
        base.Dispose(disposing);
    }
}
