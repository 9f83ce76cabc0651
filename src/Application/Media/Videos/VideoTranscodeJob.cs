using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Picora.Application.Abstractions;
using Picora.Domain;
using Picora.Domain.Media.Videos;
using Picora.Domain.Uploads.Contracts;

namespace Picora.Application.Media.Videos;

/// <summary>Converts one video and records the outcome in its row.</summary>
internal sealed partial class VideoTranscodeJob(
    IMediaDb db, VideoConversion conversion, VideoOutputs outputs, VideoTranscodeOutcome outcome, VideoLeases leases, ILogger<VideoTranscodeJob> logger)
{
    /// <returns>False when the attempt failed.</returns>
    public async Task<bool> RunAsync(VideoId id, string lease, CancellationToken cancellationToken)
    {
        var source = await db.Videos.AsNoTracking().Where(video => video.Id == id && video.LeaseToken == lease)
            .Select(video => (ObjectKey?)video.Key).SingleOrDefaultAsync(cancellationToken);
        if (source is not { } key)
        {
            return true;
        }

        await using var held = leases.Hold(id, lease, cancellationToken);
        try
        {
            var failure = await WorkAsync(id, lease, key, held);
            if (failure is null)
            {
                return true;
            }

            await outcome.FailAsync(id, lease, failure, cancellationToken);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            await outcome.ReturnAsync(id, lease);
            throw;
        }
        catch (OperationCanceledException) when (held.Token.IsCancellationRequested)
        {
            LogStopped(id.Value);
            return true;
        }
        catch (Exception exception)
        {
            LogFailed(exception, id.Value);
            await outcome.FailAsync(id, lease, new Error(ErrorKind.Unavailable, "PROCESSING_FAILED", "Something went wrong on our side; it is tried again"), cancellationToken);
        }

        return false;
    }

    private async Task<Error?> WorkAsync(VideoId id, string lease, ObjectKey key, VideoLease held)
    {
        var converted = await conversion.RunAsync(key, held.Report, held.Token);
        if (!converted.IsSuccess)
        {
            return converted.Error;
        }

        using var made = converted.Value;
        await outputs.KeepAsync(id, lease, made, held.Token);
        return null;
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Work on video {VideoId} was stopped: it was cancelled, deleted or taken over")]
    private partial void LogStopped(string videoId);

    [LoggerMessage(Level = LogLevel.Error, Message = "Converting video {VideoId} failed")]
    private partial void LogFailed(Exception exception, string videoId);
}

/// <summary>Looks at a stored video and makes of it what players play.</summary>
internal sealed class VideoConversion(IMediaProbe probe, IVideoTranscoder transcoder)
{
    public async Task<Result<ITranscodedVideo>> RunAsync(ObjectKey key, Action<int> onProgress, CancellationToken cancellationToken)
    {
        var facts = await probe.ProbeAsync(key, cancellationToken);
        return facts.IsSuccess ? await transcoder.TranscodeAsync(key, facts.Value, onProgress, cancellationToken) : facts.Error;
    }
}
