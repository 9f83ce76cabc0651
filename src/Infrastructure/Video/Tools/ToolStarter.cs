using System.Diagnostics;
using Picora.Infrastructure.Threading;

namespace Picora.Infrastructure.Video.Tools;

/// <summary>
/// Starts processes that shall not outlive the server, from one thread that lives as long as the server does: Linux ends such a process when
/// the thread that started it ends (<c>PR_SET_PDEATHSIG</c>), and threads of the pool come and go.
/// </summary>
internal sealed class ToolStarter : IDisposable
{
    private readonly WorkQueue<Start> queue = new();
    private readonly Thread thread;

    public ToolStarter()
    {
        thread = new Thread(Work) { IsBackground = true, Name = "media tool starter" };
        thread.Start();
    }

    /// <exception cref="System.ComponentModel.Win32Exception">The program cannot be started.</exception>
    public Task<Process> StartAsync(ProcessStartInfo description)
    {
        var start = new Start(description);
        queue.Add(start);
        return start.Started.Task;
    }

    public void Dispose()
    {
        queue.Complete();
        thread.Join();
    }

    private void Work()
    {
        while (queue.Take(1) is [var start])
        {
            try
            {
                start.Started.SetResult(Process.Start(start.Description)!);
            }
            catch (Exception failure)
            {
                start.Started.SetException(failure);
            }
        }
    }

    private sealed record Start(ProcessStartInfo Description)
    {
        public TaskCompletionSource<Process> Started { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
