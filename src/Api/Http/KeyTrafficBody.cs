using System.IO.Pipelines;
using Microsoft.AspNetCore.Http.Features;

namespace Picora.Api.Http;

/// <summary>Counts the bytes of an answer's body on their way to the web server.</summary>
internal sealed class KeyTrafficBody(IHttpResponseBodyFeature inner) : IHttpResponseBodyFeature
{
    private readonly IHttpResponseBodyFeature inner = inner;
    private CountingWriter? writer;
    private Stream? stream;

    /// <summary>What was handed over so far.</summary>
    public long Sent { get; private set; }

    public PipeWriter Writer => writer ??= new CountingWriter(this);

    // Over the writer, so that there is one place that counts.
    public Stream Stream => stream ??= Writer.AsStream(leaveOpen: true);

    public void DisableBuffering() => inner.DisableBuffering();

    public Task StartAsync(CancellationToken cancellationToken = default) => inner.StartAsync(cancellationToken);

    public Task CompleteAsync() => inner.CompleteAsync();

    public async Task SendFileAsync(string path, long offset, long? count, CancellationToken cancellationToken = default)
    {
        Sent += count ?? (new FileInfo(path).Length - offset);
        await inner.SendFileAsync(path, offset, count, cancellationToken);
    }

    private sealed class CountingWriter(KeyTrafficBody body) : PipeWriter
    {
        private readonly PipeWriter inner = body.inner.Writer;

        public override bool CanGetUnflushedBytes => inner.CanGetUnflushedBytes;

        public override long UnflushedBytes => inner.UnflushedBytes;

        public override void Advance(int bytes)
        {
            body.Sent += bytes;
            inner.Advance(bytes);
        }

        public override Memory<byte> GetMemory(int sizeHint = 0) => inner.GetMemory(sizeHint);

        public override Span<byte> GetSpan(int sizeHint = 0) => inner.GetSpan(sizeHint);

        public override ValueTask<FlushResult> FlushAsync(CancellationToken cancellationToken = default) => inner.FlushAsync(cancellationToken);

        public override ValueTask<FlushResult> WriteAsync(ReadOnlyMemory<byte> source, CancellationToken cancellationToken = default)
        {
            body.Sent += source.Length;
            return inner.WriteAsync(source, cancellationToken);
        }

        public override void CancelPendingFlush() => inner.CancelPendingFlush();

        public override void Complete(Exception? exception = null) => inner.Complete(exception);

        public override ValueTask CompleteAsync(Exception? exception = null) => inner.CompleteAsync(exception);
    }
}
