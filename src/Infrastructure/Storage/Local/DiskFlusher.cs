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
    public Task PublishAsync(SafeFileHandle file, string temporaryPath, string finalPath)
    {
        var job = new Job(file, temporaryPath, finalPath);
        queue.Add(job);
        return job.Done.Task;
    }

    public void Dispose()
    {
        queue.Complete();
        foreach (var thread in threads)
        {
            thread.Join();
        }
    }

    private void Work()
    {
        while (queue.Take(1) is [var job])
        {
            Publish(job);
        }
    }

    private static void Publish(Job job)
    {
        try
        {
            using (job.File)
            {
                RandomAccess.FlushToDisk(job.File);
            }

            File.Move(job.TemporaryPath, job.FinalPath, overwrite: false);
            Posix.FlushFolder(Path.GetDirectoryName(job.FinalPath)!);
            job.Done.SetResult();
        }
        catch (Exception exception)
        {
            job.Done.SetException(exception);
        }
    }

    private sealed record Job(SafeFileHandle File, string TemporaryPath, string FinalPath)
    {
        public TaskCompletionSource Done { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
