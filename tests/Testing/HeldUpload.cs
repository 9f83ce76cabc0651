using System.Net;
using System.Net.Http.Headers;

namespace Picora.Testing;

/// <summary>An upload form whose second half is sent only when the test says so.</summary>
public sealed class HeldUpload : HttpContent
{
    private readonly MultipartFormDataContent form = [];
    private readonly TaskCompletionSource firstHalf = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource released = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public HeldUpload(byte[] file, string fileName = "photo.jpg")
    {
        form.Add(new ByteArrayContent(file), "file", fileName);
        Headers.ContentType = MediaTypeHeaderValue.Parse(form.Headers.ContentType!.ToString());
    }

    /// <summary>Completes once the first half is on its way.</summary>
    public Task FirstHalfSent => firstHalf.Task;

    public void Release() => released.TrySetResult();

    protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context)
    {
        var bytes = await form.ReadAsByteArrayAsync();
        await stream.WriteAsync(bytes.AsMemory(0, bytes.Length / 2));
        await stream.FlushAsync();
        firstHalf.TrySetResult();
        await released.Task;
        await stream.WriteAsync(bytes.AsMemory(bytes.Length / 2));
    }

    protected override bool TryComputeLength(out long length)
    {
        length = form.Headers.ContentLength ?? 0;
        return length > 0;
    }

    protected override void Dispose(bool disposing)
    {
        released.TrySetCanceled();
        form.Dispose();
        base.Dispose(disposing);
    }
}
