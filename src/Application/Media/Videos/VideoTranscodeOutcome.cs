using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Picora.Application.Abstractions;
using Picora.Domain;
using Picora.Domain.Media;
using Picora.Domain.Media.Videos;

namespace Picora.Application.Media.Videos;

/// <summary>Writes down how a video's conversion goes and went, for the holder of the lease only.</summary>
internal sealed class VideoTranscodeOutcome(IMediaDb db, IUnitOfWork unitOfWork, IOptions<VideoOptions> options, TimeProvider time)
{
    private const int Done = 100;

    /// <returns>False when the lease is somebody else's by now, the work was cancelled or the video is gone.</returns>
    public async Task<bool> RenewAsync(VideoId id, string lease, int progress, CancellationToken cancellationToken)
    {
        var until = time.Now() + TimeSpan.FromSeconds(options.Value.LeaseSeconds);
        var renewed = await unitOfWork.ExecuteAsync<int>(
            async token => await Leased(id, lease).ExecuteUpdateAsync(
                row => row.SetProperty(video => video.LeasedUntil, until).SetProperty(video => video.Progress, progress), token),
            cancellationToken);
        return renewed.Value == 1;
    }

    /// <returns>False when the lease is somebody else's by now, the work was cancelled or the video is gone.</returns>
    public async Task<bool> SucceedAsync(VideoId id, string lease, TimeSpan duration, IReadOnlyList<VideoFile> files, CancellationToken cancellationToken)
    {
        var milliseconds = (long)duration.TotalMilliseconds;
        var recorded = await unitOfWork.ExecuteAsync<bool>(
            async token =>
            {
                var mine = await Leased(id, lease).ExecuteUpdateAsync(
                    row => row.SetProperty(video => video.Processing, Processing.Ready)
                        .SetProperty(video => video.Progress, Done)
                        .SetProperty(video => video.DurationMilliseconds, milliseconds)
                        .SetProperty(video => video.LeaseToken, (string?)null)
                        .SetProperty(video => video.LeasedUntil, (DateTimeOffset?)null)
                        .SetProperty(video => video.NextAttemptAt, (DateTimeOffset?)null)
                        .SetProperty(video => video.LastError, (string?)null),
                    token);
                if (mine == 1)
                {
                    db.VideoFiles.AddRange(files);
                }

                return mine == 1;
            },
            cancellationToken);
        return recorded.Value;
    }

    /// <summary>What is the file's own fault fails at once; what may be the machine's is tried again, later each time.</summary>
    public async Task FailAsync(VideoId id, string lease, Error error, CancellationToken cancellationToken)
    {
        var attempts = await Leased(id, lease).Select(video => video.Attempts).SingleOrDefaultAsync(cancellationToken);
        var final = error.Kind == ErrorKind.Validation || attempts >= options.Value.MaxAttempts;
        var processing = final ? Processing.Failed : Processing.Pending;
        DateTimeOffset? next = final ? null : time.Now() + TimeSpan.FromSeconds(options.Value.RetrySeconds * Math.Pow(2, attempts - 1));
        var text = $"{error.Code}: {error.Message}";
        var shortened = text.Length > Video.MaxErrorLength ? text[..Video.MaxErrorLength] : text;
        await unitOfWork.ExecuteAsync<int>(
            async token => await Leased(id, lease).ExecuteUpdateAsync(
                row => row.SetProperty(video => video.Processing, processing)
                    .SetProperty(video => video.NextAttemptAt, next)
                    .SetProperty(video => video.LeaseToken, (string?)null)
                    .SetProperty(video => video.LeasedUntil, (DateTimeOffset?)null)
                    .SetProperty(video => video.LastError, shortened),
                token),
            cancellationToken);
    }

    /// <summary>The server stops: the video waits again, and the attempt does not count.</summary>
    public Task ReturnAsync(VideoId id, string lease) =>
        unitOfWork.ExecuteAsync<int>(
            async token => await Leased(id, lease).ExecuteUpdateAsync(
                row => row.SetProperty(video => video.LeaseToken, (string?)null)
                    .SetProperty(video => video.LeasedUntil, (DateTimeOffset?)null)
                    .SetProperty(video => video.Attempts, video => video.Attempts - 1),
                token),
            CancellationToken.None);

    private IQueryable<Video> Leased(VideoId id, string lease) => db.Videos.Where(video => video.Id == id && video.LeaseToken == lease);
}
