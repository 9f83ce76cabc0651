using System.Diagnostics;
using Picora.Application.Abstractions;
using Picora.Application.Media.Arrivals;
using Picora.Application.Uploads.Contracts;

namespace Picora.Infrastructure.Importing;

/// <summary>The body of another server's answer. Whatever goes wrong with it is its own failure and none of ours.</summary>
/// <param name="deadline">When the whole import has taken too long.</param>
internal sealed class RemoteStream(Stream body, ImportOptions options, CancellationToken deadline) : ForwardStream
{
    private long received;

    // Only what was waited for the other server: our own storage may be the slow one.
    private TimeSpan waited;

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, deadline);
        if (options.MinBytesPerSecond > 0)
        {
            var due = TimeSpan.FromSeconds(options.MinBytesGraceSeconds + (received / (double)options.MinBytesPerSecond)) - waited;
            patience.CancelAfter(due > TimeSpan.Zero ? due : TimeSpan.Zero);
        }

        var started = Stopwatch.GetTimestamp();
        try
        {
            var read = await body.ReadAsync(buffer, patience.Token);
            received += read;
            waited += Stopwatch.GetElapsedTime(started);
            return read;
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw new BrokenUploadException(ImportErrors.TooSlow);
        }
        catch (Exception exception) when (exception is IOException or HttpRequestException)
        {
            throw new BrokenUploadException(ImportErrors.Unreachable);
        }
    }

    public override async ValueTask DisposeAsync()
    {
        await body.DisposeAsync();
        await base.DisposeAsync();
    }
}
