using System.ComponentModel;
using System.Diagnostics;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Picora.Domain;

namespace Picora.Infrastructure.Video.Tools;

/// <summary>
/// Runs ffmpeg and ffprobe on files of strangers, each run in a process group of its own that ends with it, with its time, or with the server.
/// Whoever runs one names the files and the formats that it may open; <see cref="ToolInput"/> does so for a stored file.
/// </summary>
internal sealed partial class MediaToolRunner(
    ToolStarter starter, ToolIsolation isolation, IOptions<MediaToolOptions> options, ILogger<MediaToolRunner> logger) : IDisposable
{
    private const int KilledBySignal = 128;
    private const int SigXfsz = 25;

    private readonly SemaphoreSlim looks = new(options.Value.MostLooks);

    public void Dispose() => looks.Dispose();

    /// <summary>
    /// The answer of a run that came to its end by itself, well or not; else <c>MEDIA_TOOLS_UNAVAILABLE</c>, <c>MEDIA_TOOL_TIMEOUT</c>,
    /// <c>MEDIA_TOOL_MEMORY</c>, <c>MEDIA_TOOL_OUTPUT</c> or <c>MEDIA_TOOLS_BUSY</c>. Once it returns, also by a cancellation, no process is left.
    /// </summary>
    public async Task<Result<ToolAnswer>> RunAsync(ToolCall call, CancellationToken cancellationToken)
    {
        if (!call.IsLook)
        {
            return await StartAsync(call, cancellationToken);
        }

        if (!await looks.WaitAsync(call.Limit, cancellationToken))
        {
            return ToolErrors.Busy;
        }

        try
        {
            return await StartAsync(call, cancellationToken);
        }
        finally
        {
            looks.Release();
        }
    }

    private async Task<Result<ToolAnswer>> StartAsync(ToolCall call, CancellationToken cancellationToken)
    {
        var isIsolated = await isolation.IsPossibleAsync();
        cancellationToken.ThrowIfCancellationRequested();
        try
        {
            using var process = await starter.StartAsync(ToolLaunch.Describe(call, options.Value, isIsolated));
            return await WatchAsync(process, call, cancellationToken);
        }
        catch (Win32Exception failure)
        {
            LogNotStarted(failure, call.Tool);
            return ToolErrors.Unavailable;
        }
    }

    private static async Task<Result<ToolAnswer>> WatchAsync(Process process, ToolCall call, CancellationToken cancellationToken)
    {
        // Real time, not the clock of the application: it is a process of the machine that hangs.
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        deadline.CancelAfter(call.Limit);
        await using var killing = deadline.Token.Register(() => ProcessGroup.Kill(process));
        process.StandardInput.Close();
        var output = call switch
        {
            { OnBytes: { } onBytes } => OutputReader.HandOverAsync(process.StandardOutput, onBytes),
            { OnLine: { } onLine } => OutputReader.HandOnAsync(process.StandardOutput, onLine),
            _ => OutputReader.CollectAsync(process.StandardOutput),
        };
        var errors = OutputReader.TailAsync(process.StandardError);
        string? said;
        try
        {
            said = await output;
        }
        catch
        {
            // Whoever reads the lines has failed: nobody wants the rest.
            ProcessGroup.Kill(process);
            throw;
        }

        var lastWords = await errors;
        await process.WaitForExitAsync(CancellationToken.None);
        cancellationToken.ThrowIfCancellationRequested();
        return deadline.IsCancellationRequested ? ToolErrors.Timeout : Judge(process.ExitCode, said, lastWords);
    }

    private static Result<ToolAnswer> Judge(int exitCode, string? said, string lastWords) => exitCode switch
    {
        _ when said is null => ToolErrors.TooComplex,
        KilledBySignal + SigXfsz => ToolErrors.OutputTooLarge,
        not 0 when lastWords.Contains("Cannot allocate memory", StringComparison.Ordinal) => ToolErrors.Memory,
        not 0 when lastWords.Contains("File too large", StringComparison.Ordinal) => ToolErrors.OutputTooLarge,
        _ => new ToolAnswer(exitCode, said, lastWords),
    };

    [LoggerMessage(Level = LogLevel.Error, Message = "{Tool} cannot be started. The package util-linux and, for Picora:MediaTools, ffmpeg must be installed")]
    private partial void LogNotStarted(Exception failure, MediaTool tool);
}
