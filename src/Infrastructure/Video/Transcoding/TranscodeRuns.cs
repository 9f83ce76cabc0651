using System.Globalization;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Picora.Application.Media.Videos;
using Picora.Domain;
using Picora.Domain.Media;
using Picora.Domain.Media.Videos;
using Picora.Infrastructure.Video.Tools;

namespace Picora.Infrastructure.Video.Transcoding;

/// <summary>The runs of ffmpeg over one video, and what their failures mean for it.</summary>
internal sealed partial class TranscodeRuns(MediaToolRunner runner, IOptions<MediaToolOptions> tools, IOptions<VideoOptions> options, ILogger<TranscodeRuns> logger)
{
    private const int KilledBySignal = 128;

    /// <param name="before">Options of the input.</param>
    /// <param name="outputs">Everything behind the input; names of files count from the folder.</param>
    /// <returns>How far it came at last.</returns>
    public async Task<Result<TimeSpan>> RunAsync(RunSource source, IReadOnlyList<string> before, IReadOnlyList<string> outputs, RunBounds bounds, CancellationToken cancellationToken)
    {
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var isTooLarge = false;
        ending.CancelAfter(TimeSpan.FromSeconds(options.Value.StallSeconds));
        var progress = new ProgressLines(reached =>
        {
            ending.CancelAfter(TimeSpan.FromSeconds(options.Value.StallSeconds));
            isTooLarge = source.Folder.Bytes() > bounds.MostBytes;
            if (isTooLarge)
            {
                ending.Cancel();
            }

            bounds.OnProgress?.Invoke(reached);
        });
        string[] arguments =
            [.. ToolInput.Quietly, .. ProgressLines.Arguments, "-y", .. ToolInput.Open(source.Path, source.Container, tools.Value, [.. before, "-threads", options.Value.EffectiveThreads.ToString(CultureInfo.InvariantCulture), "-max_error_rate", "0.2"]), .. outputs];
        var call = new ToolCall(MediaTool.Ffmpeg, arguments, TimeSpan.FromSeconds(options.Value.TimeoutSeconds))
        {
            Folder = source.Folder.Path,
            MostFileBytes = bounds.MostBytes,
            OnLine = progress.Read,
        };
        try
        {
            var run = await runner.RunAsync(call, ending.Token);
            return run.IsSuccess ? Judge(run.Value, progress.Reached) : Mean(run.Error);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return isTooLarge ? VideoErrors.TooDemanding : ToolErrors.Failed($"no progress for {options.Value.StallSeconds} seconds");
        }
    }

    private Result<TimeSpan> Judge(ToolAnswer answer, TimeSpan reached)
    {
        if (answer.Succeeded)
        {
            return reached;
        }

        LogFailed(answer.ExitCode, answer.LastWords);
        // Killed from outside, or the machine's fault: another time it may go well.
        return answer.ExitCode > KilledBySignal || answer.LastWords.Contains("No space left", StringComparison.Ordinal)
            ? ToolErrors.Failed($"ffmpeg ended with {answer.ExitCode}")
            : VideoErrors.Unreadable;
    }

    private static Error Mean(Error error) => error == ToolErrors.Unavailable ? error : VideoErrors.TooDemanding;

    [LoggerMessage(Level = LogLevel.Warning, Message = "ffmpeg ended with {ExitCode}: {LastWords}")]
    private partial void LogFailed(int exitCode, string lastWords);
}

/// <param name="Path">Absolute; of the stored file.</param>
/// <param name="Folder">Where everything goes that comes out.</param>
internal sealed record RunSource(string Path, MediaContainer Container, WorkFolder Folder);

/// <param name="MostBytes">Of all that lies in the folder.</param>
internal sealed record RunBounds(long MostBytes, Action<TimeSpan>? OnProgress = null);
