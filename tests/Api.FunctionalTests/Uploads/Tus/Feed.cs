using System.Net;
using Picora.Testing;

namespace Picora.Api.FunctionalTests.Uploads.Tus;

/// <summary>A body that is sent as far as the test allows.</summary>
internal sealed class Feed(byte[] bytes) : HttpContent
{
    private int allowed;
    private int sent;
    private volatile bool broken;

    public void Allow(int length) => Volatile.Write(ref allowed, length);

    public void Break() => broken = true;

    /// <summary>Waits until so many bytes are on their way.</summary>
    public Task Sent(int length) => Poll.UntilAsync(() => Volatile.Read(ref sent) >= length, $"{length} bytes to be sent");

    protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context)
    {
        // The headers go out with the first bytes.
        while (sent < bytes.Length)
        {
            await Poll.UntilAsync(() => broken || Volatile.Read(ref allowed) > sent, "leave to send more");
            if (broken)
            {
                throw new HttpRequestException("The test breaks the body off.");
            }

            var end = Math.Min(bytes.Length, Volatile.Read(ref allowed));
            await stream.WriteAsync(bytes.AsMemory(sent, end - sent));
            await stream.FlushAsync();
            Volatile.Write(ref sent, end);
        }
    }

    protected override bool TryComputeLength(out long length)
    {
        length = bytes.Length;
        return true;
    }
}
