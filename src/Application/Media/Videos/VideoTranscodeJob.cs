using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Picora.Application.Abstractions;
using Picora.Application.Accounts.Contracts;
using Picora.Application.Quotas.Contracts;
using Picora.Domain;
using Picora.Domain.Accounts.Contracts;
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
            .Select(video => new VideoSource(video.OwnerId, video.Key)).SingleOrDefaultAsync(cancellationToken);
        if (source is null)
        {
            return true;
        }

        await using var held = leases.Hold(id, lease, cancellationToken);
        try
        {
            var failure = await WorkAsync(id, lease, source, held);
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

    private async Task<Error?> WorkAsync(VideoId id, string lease, VideoSource source, VideoLease held)
    {
        var converted = await conversion.RunAsync(source, held.Report, held.Token);
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
internal sealed class VideoConversion(IMediaProbe probe, IVideoTranscoder transcoder, IOwnerPlans owners, IPlanCatalog plans)
{
    public async Task<Result<ITranscodedVideo>> RunAsync(VideoSource source, Action<int> onProgress, CancellationToken cancellationToken)
    {
        var facts = await probe.ProbeAsync(source.Key, cancellationToken);
        if (!facts.IsSuccess)
        {
            return facts.Error;
        }

        // Whose plan has ended since keeps what was taken in under it.
        var most = plans.For(await owners.FindAsync(source.OwnerId, cancellationToken)).VideoFileSeconds;
        var longest = most > 0 ? TimeSpan.FromSeconds(most) : TimeSpan.MaxValue;
        return await transcoder.TranscodeAsync(source.Key, facts.Value, longest, onProgress, cancellationToken);
    }
}

internal sealed record VideoSource(UserId OwnerId, ObjectKey Key);
