using System.Net;

namespace Picora.Testing;

/// <summary>A body whose connection breaks after its beginning.</summary>
/// <param name="moment">When it breaks.</param>
public sealed class CutContent(byte[] beginning, long announced, Task moment) : HttpContent
{
    protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context)
    {
        await stream.WriteAsync(beginning);
        await stream.FlushAsync();
        await moment;
        throw new IOException("The line was cut.");
    }

    protected override bool TryComputeLength(out long length)
    {
        length = announced;
        return true;
    }
}
