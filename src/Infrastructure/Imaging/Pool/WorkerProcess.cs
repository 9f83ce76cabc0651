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
    private readonly Stream output;
    private readonly ErrorTail errors;
    private readonly Task draining;

    private WorkerProcess(Process process, ILogger logger)
    {
        this.process = process;
        input = process.StandardInput.BaseStream;
        output = process.StandardOutput.BaseStream;
        errors = new ErrorTail(process.StandardError.BaseStream, logger, process.Id);
        draining = errors.DrainAsync();
    }

    public int Id => process.Id;

    public int JobsDone { get; private set; }

    public bool IsAlive => !process.HasExited;

    /// <exception cref="System.ComponentModel.Win32Exception">The program cannot be started.</exception>
    public static WorkerProcess Start(ImagingOptions options, ILogger logger) =>
        new WorkerProcess(Process.Start(WorkerLaunch.Describe(options))!, logger);

    /// <summary>Waits until the worker can take jobs. Null when it can, otherwise why it cannot, for the log.</summary>
    public async Task<string?> WaitUntilReadyAsync(CancellationToken cancellationToken)
    {
        using var killing = cancellationToken.Register(Kill);
        try
        {
            var answer = WorkerAnswer.Parse(await Frames.ReadAsync(output, CancellationToken.None));
            return answer.Verdict == WorkerVerdict.Ready ? null : answer.Detail;
        }
        catch (Exception failure) when (failure is IOException or InvalidDataException)
        {
            await draining;
            return $"it ended at once. {errors.Text}";
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
    /// Waits for the job that was handed over. After a cancellation, or any failure but that of the picture itself, the process is gone.
    /// </summary>
    /// <param name="content">The picture's bytes, when the job names no file.</param>
    public async Task<Result<IReadOnlyList<RenderedImage>>> FinishAsync(
        WorkerJob job, Stream? content, TimeSpan timeout, CancellationToken cancellationToken)
    {
        // Real time, not the clock of the application: it is a process of the machine that hangs.
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        deadline.CancelAfter(timeout);
        using var killing = deadline.Token.Register(Kill);
        try
        {
            if (content is not null)
            {
                // No token on the pipes: killing the process is what ends a write or a read on them.
                await content.CopyToAsync(input, CancellationToken.None);
                await input.FlushAsync(CancellationToken.None);
            }

            var result = await ReceiveAsync(job);
            JobsDone++;
            return result;
        }
        catch (Exception failure) when (failure is IOException or InvalidDataException)
        {
            Kill();
            await process.WaitForExitAsync(CancellationToken.None);
            await draining;
            cancellationToken.ThrowIfCancellationRequested();
            return deadline.IsCancellationRequested ? RenderErrors.Timeout : DiedOfMemory() ? RenderErrors.Memory : RenderErrors.Crashed;
        }
    }

    public async ValueTask DisposeAsync()
    {
        Kill();
        await process.WaitForExitAsync(CancellationToken.None);
        await draining;
        process.Dispose();
    }

    private async Task<Result<IReadOnlyList<RenderedImage>>> ReceiveAsync(WorkerJob job)
    {
        var answer = WorkerAnswer.Parse(await Frames.ReadAsync(output, CancellationToken.None));
        switch (answer.Verdict)
        {
            case WorkerVerdict.Rendered when answer.Pictures.Count == job.Renditions.Count:
                var images = new List<RenderedImage>();
                foreach (var (rendition, picture) in job.Renditions.Zip(answer.Pictures))
                {
                    images.Add(await ReceiveAsync(rendition, picture));
                }

                return images;
            case WorkerVerdict.Unreadable:
                return RenderErrors.Unreadable;
            case WorkerVerdict.OutOfMemory:
                return RenderErrors.Memory;
            default:
                throw new InvalidDataException("The worker answers something else.");
        }
    }

    private async Task<RenderedImage> ReceiveAsync(RenditionSpec rendition, WorkerPicture picture)
    {
        // Encoded pixels are smaller than raw ones; a worker that says otherwise is no longer itself.
        var mostBytes = Math.Min((4L * rendition.Box * rendition.Box) + Frames.MaxLength, int.MaxValue);
        if (picture.Length < 0 || picture.Length > mostBytes || picture.Width > rendition.Box || picture.Height > rendition.Box)
        {
            throw new InvalidDataException("The worker answers an impossible picture.");
        }

        var content = new byte[picture.Length];
        await output.ReadExactlyAsync(content, CancellationToken.None);
        return new RenderedImage(rendition.Name, picture.Width, picture.Height, content);
    }

    // What GLib, the runtime and the C++ library say before they give up.
    private bool DiedOfMemory() =>
        errors.Text.Contains("failed to allocate", StringComparison.Ordinal)
        || errors.Text.Contains("out of memory", StringComparison.OrdinalIgnoreCase)
        || errors.Text.Contains("OutOfMemory", StringComparison.Ordinal)
        || errors.Text.Contains("bad_alloc", StringComparison.Ordinal);

    private void Kill()
    {
        if (!process.HasExited)
        {
            process.Kill();
        }
    }
}
