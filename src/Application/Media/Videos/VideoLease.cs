using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Picora.Domain.Media.Videos;

namespace Picora.Application.Media.Videos;

/// <summary>Begins to keep leases while work goes on that takes longer than they do.</summary>
internal sealed class VideoLeases(IServiceScopeFactory scopes, RunningVideos running, IOptions<VideoOptions> options, ILogger<VideoLease> logger)
{
    public VideoLease Hold(VideoId id, string lease, CancellationToken cancellationToken) =>
        new(id, lease, (scopes, running, logger), TimeSpan.FromSeconds(options.Value.ProgressSeconds), cancellationToken);
}

/// <summary>
/// A lease that is renewed, with the progress, until it is disposed of. When somebody else has it, or nobody because the work was cancelled or
/// the video deleted, <see cref="Token"/> is cancelled.
/// </summary>
internal sealed partial class VideoLease : IAsyncDisposable
{
    private readonly VideoId id;
    private readonly string lease;
    private readonly IServiceScopeFactory scopes;
    private readonly RunningVideos running;
    private readonly ILogger logger;
    private readonly CancellationTokenSource lost;
    private readonly CancellationTokenSource over = new();
    private readonly Task keeping;
    private volatile int progress;

    public VideoLease(
        VideoId id, string lease, (IServiceScopeFactory Scopes, RunningVideos Running, ILogger Logger) surroundings, TimeSpan period, CancellationToken cancellationToken)
    {
        (this.id, this.lease) = (id, lease);
        (scopes, running, logger) = surroundings;
        lost = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        running.Enter(id, lost);
        keeping = KeepAsync(period);
    }

    public CancellationToken Token => lost.Token;

    /// <param name="percent">Written down with the next renewal.</param>
    public void Report(int percent) => progress = percent;

    public async ValueTask DisposeAsync()
    {
        running.Leave(id, lost);
        await over.CancelAsync();
        await keeping;
        over.Dispose();
        lost.Dispose();
    }

    // Real time, not the clock of the application: it is a process of the machine that works meanwhile.
    private async Task KeepAsync(TimeSpan period)
    {
        using var timer = new PeriodicTimer(period);
        try
        {
            while (await timer.WaitForNextTickAsync(over.Token))
            {
                if (!await TryRenewAsync())
                {
                    await lost.CancelAsync();
                    return;
                }
            }
        }
        catch (OperationCanceledException)
        {
            // The work has come to its end.
        }
    }

    private async Task<bool> TryRenewAsync()
    {
        try
        {
            await using var scope = scopes.CreateAsyncScope();
            return await scope.ServiceProvider.GetRequiredService<VideoTranscodeOutcome>().RenewAsync(id, lease, progress, over.Token);
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            // The database may be back before the lease has run out; if not, whoever took it over is the one who records.
            LogNotRenewed(exception, id.Value);
            return true;
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The lease on video {VideoId} could not be renewed; trying again")]
    private partial void LogNotRenewed(Exception exception, string videoId);
}
