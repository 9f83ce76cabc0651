using Microsoft.Win32.SafeHandles;
using Picora.Infrastructure.Threading;

namespace Picora.Infrastructure.Storage.Local;

/// <summary>
/// Makes written files durable and visible: flush, close, rename, flush the folder. These calls block for as long as the disk takes, so a
/// few threads of their own make them, and the thread pool stays free for requests.
/// </summary>
internal sealed class DiskFlusher : IDisposable
{
    private readonly WorkQueue<Job> queue = new();
    private readonly Thread[] threads;

    public DiskFlusher(int threadCount)
    {
        threads = [.. Enumerable.Range(0, threadCount).Select(number => new Thread(Work) { IsBackground = true, Name = $"disk flusher {number}" })];
        foreach (var thread in threads)
        {
            thread.Start();
        }
    }

    /// <summary>Takes over the handle. When the task ends, the file lies durably under its final name.</summary>
    /// <exception cref="IOException">The disk refused, or the final name exists.</exception>
    public Task PublishAsync(SafeFileHandle file, string temporaryPath, string finalPath) => RunAsync(() =>
    {
        using (file)
        {
            RandomAccess.FlushToDisk(file);
        }

        File.Move(temporaryPath, finalPath, overwrite: false);
        Posix.FlushFolder(Path.GetDirectoryName(finalPath)!);
    });

    /// <summary>When the task ends, what was written to the file before is durable.</summary>
    /// <param name="folder">The file's folder, flushed as well because the file's name in it is new; null when it is not.</param>
    /// <exception cref="IOException">The disk refused.</exception>
    public Task FlushAsync(SafeFileHandle file, string? folder) => RunAsync(() =>
    {
        RandomAccess.FlushToDisk(file);
        if (folder is not null)
        {
            Posix.FlushFolder(folder);
        }
    });

    public void Dispose()
    {
        queue.Complete();
        foreach (var thread in threads)
        {
            thread.Join();
        }
    }

    private Task RunAsync(Action action)
    {
        var job = new Job(action);
        queue.Add(job);
        return job.Done.Task;
    }

    private void Work()
    {
        while (queue.Take(1) is [var job])
        {
            try
            {
                job.Action();
                job.Done.SetResult();
            }
            catch (Exception exception)
            {
                job.Done.SetException(exception);
            }
        }
    }

    private sealed record Job(Action Action)
    {
        public TaskCompletionSource Done { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
