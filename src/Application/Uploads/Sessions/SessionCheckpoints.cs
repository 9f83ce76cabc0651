using System.Diagnostics;
using Picora.Application.Abstractions;
using Picora.Domain.Uploads;

namespace Picora.Application.Uploads.Sessions;

/// <summary>
/// Makes durable what has arrived of a long request, and tells others that its writer is alive, while more arrives. So a crash costs little,
/// and the end of the request has little left to flush.
/// </summary>
/// <param name="counts">Whether what has arrived counts already; otherwise only the lease is kept.</param>
internal sealed class SessionCheckpoints(
    UploadSession session, IObjectAppender target, SessionLeases leases, SessionWriter writer, UploadSessionOptions options, bool counts)
{
    private readonly TimeSpan longest = TimeSpan.FromSeconds(options.LeaseSeconds / 3.0);
    private Task running = Task.CompletedTask;
    private long noted = target.Length;
    private long notedAt = Stopwatch.GetTimestamp();

    /// <summary>Whether somebody else has the upload by now, or nobody.</summary>
    public bool IsLost { get; private set; }

    /// <summary>Begins a checkpoint when it is time and the one before is over.</summary>
    public async Task OnWrittenAsync()
    {
        if (!running.IsCompleted || (target.Length - noted < options.CheckpointBytes && Stopwatch.GetElapsedTime(notedAt) < longest))
        {
            return;
        }

        await running;
        running = NoteAsync(target.Length);
    }

    /// <summary>Waits for the checkpoint that runs.</summary>
    public Task EndAsync() => running;

    private async Task NoteAsync(long length)
    {
        (noted, notedAt) = (length, Stopwatch.GetTimestamp());
        await target.FlushAsync();
        // Not cancelled with the request: half a statement is no use to anybody.
        if (!await leases.NoteAsync(session, counts ? length : session.Offset, CancellationToken.None))
        {
            IsLost = true;
            writer.Stop();
        }
    }
}
