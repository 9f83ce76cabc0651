using System.Collections.Concurrent;
using System.Diagnostics;
using Microsoft.Extensions.Options;

namespace Picora.Application.Uploads.Sessions;

/// <summary>
/// Who writes to which upload on this node: one at a time. A connection that broke is often noticed by its client long before it is noticed
/// here, so a writer that has gone quiet is stopped for the sake of whoever resumes; what it has received counts.
/// </summary>
internal sealed class SessionWriters(IOptions<UploadSessionOptions> options)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private readonly ConcurrentDictionary<string, SessionWriter> writers = new(StringComparer.Ordinal);

    /// <summary>The place of the upload's one writer; null when it is taken.</summary>
    public SessionWriter? TryEnter(string id)
    {
        var writer = new SessionWriter(leaving => writers.TryRemove(KeyValuePair.Create(id, leaving)));
        if (writers.TryAdd(id, writer))
        {
            return writer;
        }

        writer.Dispose();
        return null;
    }

    /// <summary>Stops the upload's writer, if it has gone quiet, and waits until it has noted how far it came.</summary>
    /// <returns>Whether there was one to stop.</returns>
    public Task<bool> StopStalledAsync(string id, CancellationToken cancellationToken) =>
        StopAsync(id, TimeSpan.FromSeconds(options.Value.StalledSeconds), cancellationToken);

    /// <summary>Stops the upload's writer, whatever it does.</summary>
    public Task<bool> StopAsync(string id, CancellationToken cancellationToken) => StopAsync(id, TimeSpan.Zero, cancellationToken);

    private async Task<bool> StopAsync(string id, TimeSpan quietFor, CancellationToken cancellationToken)
    {
        if (!writers.TryGetValue(id, out var writer) || writer.QuietFor < quietFor)
        {
            return false;
        }

        writer.Stop();
        try
        {
            await writer.Left.WaitAsync(Patience, cancellationToken);
            return true;
        }
        catch (TimeoutException)
        {
            return false;
        }
    }
}

/// <summary>The one request on this node that writes to an upload. Disposing of it makes room for the next.</summary>
internal sealed class SessionWriter(Action<SessionWriter> leave) : IDisposable
{
    private readonly CancellationTokenSource stop = new();
    private readonly TaskCompletionSource left = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private long heardAt = Stopwatch.GetTimestamp();
    private int ended;

    /// <summary>Cancelled when somebody else wants the place.</summary>
    public CancellationToken Stopped => stop.Token;

    public Task Left => left.Task;

    public TimeSpan QuietFor => Stopwatch.GetElapsedTime(Volatile.Read(ref heardAt));

    public void Heard() => Volatile.Write(ref heardAt, Stopwatch.GetTimestamp());

    public void Stop()
    {
        try
        {
            stop.Cancel();
        }
        catch (ObjectDisposedException)
        {
            // It has left already.
        }
    }

    public void Dispose()
    {
        if (Interlocked.Exchange(ref ended, 1) == 0)
        {
            leave(this);
            stop.Dispose();
            left.TrySetResult();
        }
    }
}
