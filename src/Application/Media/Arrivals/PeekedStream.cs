using Picora.Application.Abstractions;

namespace Picora.Application.Media.Arrivals;

/// <summary>A stream whose first bytes have been looked at. The content itself stays its owner's to close.</summary>
internal sealed class PeekedStream : ForwardStream
{
    private readonly Stream content;
    private readonly byte[] head;
    private readonly int length;
    private int taken;

    private PeekedStream(Stream content, byte[] head, int length)
    {
        this.content = content;
        this.head = head;
        this.length = length;
    }

    public ReadOnlySpan<byte> Head => head.AsSpan(0, length);

    public static async Task<PeekedStream> OpenAsync(Stream content, int bytes, CancellationToken cancellationToken)
    {
        var first = new byte[bytes];
        return new PeekedStream(content, first, await content.ReadAtLeastAsync(first, bytes, throwOnEndOfStream: false, cancellationToken));
    }

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (taken == length)
        {
            return content.ReadAsync(buffer, cancellationToken);
        }

        var count = Math.Min(length - taken, buffer.Length);
        head.AsMemory(taken, count).CopyTo(buffer);
        taken += count;
        return ValueTask.FromResult(count);
    }
}
