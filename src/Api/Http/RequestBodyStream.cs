using System.Buffers;
using System.IO.Pipelines;
using Picora.Application.Abstractions;

namespace Picora.Api.Http;

/// <summary>
/// A request's body as its reader gives it. A read that is given up leaves it whole: the web server's own stream fails every read after a
/// token ended one, and with that the connection, and the answer on its way to whoever is still sending.
/// </summary>
internal sealed class RequestBodyStream(PipeReader reader) : ForwardStream
{
    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        await using var registration = cancellationToken.UnsafeRegister(static state => ((PipeReader)state!).CancelPendingRead(), reader);
        while (true)
        {
            var result = await reader.ReadAsync(CancellationToken.None);
            var (arrived, count) = (!result.Buffer.IsEmpty, (int)Math.Min(result.Buffer.Length, buffer.Length));
            var taken = result.Buffer.Slice(0, count);
            taken.CopyTo(buffer.Span);
            reader.AdvanceTo(taken.End);
            if (arrived || result.IsCompleted)
            {
                return count;
            }

            // Without a reason it is the end of an earlier read, which came too late for that one.
            cancellationToken.ThrowIfCancellationRequested();
        }
    }
}
