using System.Diagnostics;
using Microsoft.Extensions.Logging;
using Picora.Application.Abstractions;
using Picora.Application.Media;
using Picora.Domain;
using Picora.Infrastructure.Imaging.Worker;

namespace Picora.Infrastructure.Imaging.Pool;

/// <summary>The server's end of one worker process. Not for two jobs at once.</summary>
internal sealed class WorkerProcess : IAsyncDisposable
{
    private readonly Process process;
    private readonly Stream input;
    private readonly AnswerReader answers;
    private readonly Task<string> lastWords;

    private WorkerProcess(Process process, ILogger logger)
    {
        this.process = process;
        input = process.StandardInput.BaseStream;
        answers = new AnswerReader(process.StandardOutput.BaseStream);
        lastWords = OnOwnThreadAsync(new ErrorTail(process.StandardError.BaseStream, logger, process.Id).Drain);
    }

    public int Id => process.Id;

    public int JobsDone { get; private set; }

    /// <summary>Known once a probe is ready.</summary>
    public bool DecodesHeic { get; private set; }

    public bool IsAlive => !process.HasExited;

    /// <summary>What it holds of the machine's memory now.</summary>
    public long ResidentMegabytes
    {
        get
        {
            process.Refresh();
            return process.WorkingSet64 / (1024 * 1024);
        }
    }

    /// <exception cref="System.ComponentModel.Win32Exception">The program cannot be started.</exception>
    public static WorkerProcess Start(ImagingOptions options, ILogger logger, bool isProbe = false) =>
        new WorkerProcess(Process.Start(WorkerLaunch.Describe(options, isProbe))!, logger);

    /// <summary>Waits until the worker can take jobs. Null when it can, otherwise why it cannot, for the log.</summary>
    public async Task<string?> WaitUntilReadyAsync(CancellationToken cancellationToken)
    {
        using var killing = cancellationToken.Register(Kill);
        try
        {
            var answer = await OnOwnThreadAsync(answers.Read);
            DecodesHeic = string.Equals(answer.Detail, WorkerAnswer.DecodesHeic, StringComparison.Ordinal);
            return answer.Verdict == WorkerVerdict.Ready ? null : answer.Detail;
        }
        catch (Exception failure) when (failure is IOException or InvalidDataException)
        {
            return $"it ended at once. {await lastWords}";
        }
    }

    /// <summary>Hands over a job; false when the process has died before it, as idle ones sometimes do.</summary>
    public async Task<bool> OfferAsync(WorkerJob job)
    {
        try
        {
            // Fits into the empty pipe, so that this never waits, even for a process that hangs.
            await input.WriteAsync(job.ToFrame(), CancellationToken.None);
            await input.FlushAsync(CancellationToken.None);
            return true;
        }
        catch (IOException)
        {
            Kill();
            return false;
        }
    }

    /// <summary>
    /// Waits for the job that was handed over. After a cancellation, which counts as the deadline, or any failure but that of the picture
    /// itself, the process is gone.
    /// </summary>
    public async Task<Result<DescribedImages>> FinishAsync(WorkerJob job, CancellationToken cancellationToken)
    {
        // No token on the pipe: killing the process is what ends a read on it.
        await using var killing = cancellationToken.Register(Kill);
        try
        {
            var result = await OnOwnThreadAsync(() => answers.ReadRenditions(job));
            JobsDone++;
            if (result.Error == RenderErrors.Memory)
            {
                // It lives, but nobody knows what it still holds; the next picture shall not pay for that, nor be handed to one that is dying.
                Kill();
                await process.WaitForExitAsync(CancellationToken.None);
            }

            return result;
        }
        catch (Exception failure) when (failure is IOException or InvalidDataException)
        {
            Kill();
            await process.WaitForExitAsync(CancellationToken.None);
            var words = await lastWords;
            cancellationToken.ThrowIfCancellationRequested();
            return SpeaksOfMemory(words) ? RenderErrors.Memory : RenderErrors.Crashed;
        }
    }

    public async ValueTask DisposeAsync()
    {
        Kill();
        await process.WaitForExitAsync(CancellationToken.None);
        await lastWords;
        process.Dispose();
    }

    // Reading an anonymous pipe blocks a thread, whatever the method is called; so it gets one of its own and not one of the pool's.
    private static Task<T> OnOwnThreadAsync<T>(Func<T> read) =>
        Task.Factory.StartNew(read, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);

    // What GLib, the runtime and the C++ library say before they give up.
    private static bool SpeaksOfMemory(string words) =>
        words.Contains("failed to allocate", StringComparison.Ordinal)
        || words.Contains("out of memory", StringComparison.OrdinalIgnoreCase)
        || words.Contains("OutOfMemory", StringComparison.Ordinal)
        || words.Contains("bad_alloc", StringComparison.Ordinal);

    private void Kill()
    {
        if (!process.HasExited)
        {
            process.Kill();
        }
    }
}
