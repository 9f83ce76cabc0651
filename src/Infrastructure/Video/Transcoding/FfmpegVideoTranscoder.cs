using System.Diagnostics;
using Microsoft.Extensions.Options;
using Picora.Application.Abstractions;
using Picora.Application.Media.Videos;
using Picora.Domain;
using Picora.Domain.Media;
using Picora.Domain.Media.Videos;
using Picora.Domain.Uploads.Contracts;
using Picora.Infrastructure.Imaging.Pool;
using Picora.Infrastructure.Video.Tools;

namespace Picora.Infrastructure.Video.Transcoding;

internal sealed class FfmpegVideoTranscoder(IObjectStorage storage, WorkFolders folders, TranscodeRuns runs, VideoMetrics metrics, IOptions<VideoOptions> options)
    : IVideoTranscoder
{
    public async Task<Result<ITranscodedVideo>> TranscodeAsync(ObjectKey source, MediaFacts facts, TimeSpan longest, Action<int> onProgress, CancellationToken cancellationToken)
    {
        using var file = await SourceFile.OpenAsync(storage, source, cancellationToken);
        return file is null ? VideoErrors.Unreadable : await WorkAsync(new TranscodeOrder(file.Path, facts, longest), onProgress, cancellationToken);
    }

    private async Task<Result<ITranscodedVideo>> WorkAsync(TranscodeOrder order, Action<int> onProgress, CancellationToken cancellationToken)
    {
        var (folder, started, result) = (folders.Open(), Stopwatch.GetTimestamp(), default(Result<TranscodedVideo>?));
        using var activity = PicoraActivities.Source.StartActivity("transcoding");
        metrics.Begins();
        try
        {
            result = await new TranscodeJob(runs, new RunSource(order.Path, order.Facts.Container, folder), order, options.Value, onProgress).RunAsync(cancellationToken);
            return result.Value.Map<ITranscodedVideo>(video => video);
        }
        finally
        {
            activity?.End(result is { } ended ? ended.Error?.Code : "STOPPED");
            metrics.Ends(Stopwatch.GetElapsedTime(started), result?.Error, result is { IsSuccess: true } made ? made.Value.Duration : null);
            if (result is not { IsSuccess: true })
            {
                folder.Dispose();
            }
        }
    }
}
