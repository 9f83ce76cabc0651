using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Picora.Application.Abstractions;
using Picora.Domain;
using Picora.Domain.Media;
using Picora.Domain.Media.Videos;

namespace Picora.Application.Media.Videos;

/// <summary>The videos that are to be converted. A claim is the video's id and the lease's token.</summary>
internal sealed class VideoTranscodeQueue(
    IMediaDb db, IUnitOfWork unitOfWork, VideoTranscodeJob job, VideoRetries retries, IOptions<VideoOptions> options, TimeProvider time) : IItemQueue
{
    private const string Abandoned = "PROCESSING_ABANDONED: No attempt came to an end; each time the server was gone or too slow.";

    public string Kind => VideoTranscodes.QueueKind;

    public async Task<IReadOnlyList<string>> ClaimAsync(int most, CancellationToken cancellationToken)
    {
        var now = time.Now();
        var due = await Unleased(now).AsNoTracking().Where(video => video.NextAttemptAt <= now)
            .OrderBy(video => video.NextAttemptAt).Select(video => new Due(video.Id, video.Attempts)).Take(most).ToListAsync(cancellationToken);
        if (due.Count == 0)
        {
            return [];
        }

        var claimed = await unitOfWork.ExecuteAsync(token => LeaseAsync(due, token), cancellationToken);
        return claimed.Value;
    }

    public Task<bool> RunAsync(string claim, CancellationToken cancellationToken)
    {
        var at = claim.IndexOf(':', StringComparison.Ordinal);
        return job.RunAsync(VideoId.FromStored(claim[..at]), claim[(at + 1)..], cancellationToken);
    }

    public async Task<IReadOnlyDictionary<ItemState, int>> CountAsync(CancellationToken cancellationToken)
    {
        var counts = new Dictionary<ItemState, int>();
        foreach (var state in Enum.GetValues<ItemState>())
        {
            counts[state] = await Of(state).CountAsync(cancellationToken);
        }

        return counts;
    }

    public async Task<IReadOnlyList<ItemJob>> ListAsync(ItemState state, int limit, CancellationToken cancellationToken) =>
        await Of(state).AsNoTracking().OrderBy(video => video.NextAttemptAt).Take(limit)
            .Select(video => new ItemJob(
                VideoTranscodes.QueueKind, video.Id.Value, state, video.Attempts, video.NextAttemptAt, video.LeasedUntil, video.LastError, video.CreatedAt))
            .ToListAsync(cancellationToken);

    public async Task<bool> RetryAsync(string subjectId, CancellationToken cancellationToken)
    {
        if (VideoId.Parse(subjectId) is not { } id)
        {
            return false;
        }

        var now = time.Now();
        var again = await unitOfWork.ExecuteAsync<bool>(
            async token => await retries.AgainAsync(
                videos => videos.Where(video => video.Id == id && video.Processing != Processing.Ready && (video.LeasedUntil == null || video.LeasedUntil < now)), token),
            cancellationToken);
        return again.Value;
    }

    private IQueryable<Video> Unleased(DateTimeOffset now) =>
        db.Videos.Where(video => video.Processing == Processing.Pending && (video.LeasedUntil == null || video.LeasedUntil < now));

    private IQueryable<Video> Of(ItemState state)
    {
        var now = time.GetUtcNow();
        return state switch
        {
            ItemState.Waiting => Unleased(now),
            ItemState.Running => db.Videos.Where(video => video.Processing == Processing.Pending && video.LeasedUntil >= now),
            ItemState.Failed => db.Videos.Where(video => video.Processing == Processing.Failed),
            _ => throw new ArgumentOutOfRangeException(nameof(state), state, null),
        };
    }

    private async Task<Result<IReadOnlyList<string>>> LeaseAsync(List<Due> due, CancellationToken cancellationToken)
    {
        var now = time.Now();
        var until = now + TimeSpan.FromSeconds(options.Value.LeaseSeconds);
        var claims = new List<string>(due.Count);
        foreach (var (id, attempts) in due)
        {
            if (attempts >= options.Value.MaxAttempts)
            {
                await AbandonAsync(id, now, cancellationToken);
                continue;
            }

            var token = NanoId.New();
            var won = await Unleased(now).Where(video => video.Id == id).ExecuteUpdateAsync(
                row => row.SetProperty(video => video.LeaseToken, token)
                    .SetProperty(video => video.LeasedUntil, until)
                    .SetProperty(video => video.Attempts, video => video.Attempts + 1),
                cancellationToken);
            if (won == 1)
            {
                claims.Add($"{id}:{token}");
            }
        }

        return claims;
    }

    // No attempt was ever heard of again: each time the server died, and would once more.
    private Task<int> AbandonAsync(VideoId id, DateTimeOffset now, CancellationToken cancellationToken) =>
        Unleased(now).Where(video => video.Id == id).ExecuteUpdateAsync(
            row => row.SetProperty(video => video.Processing, Processing.Failed)
                .SetProperty(video => video.NextAttemptAt, (DateTimeOffset?)null)
                .SetProperty(video => video.LeaseToken, (string?)null)
                .SetProperty(video => video.LeasedUntil, (DateTimeOffset?)null)
                .SetProperty(video => video.LastError, Abandoned),
            cancellationToken);

    private readonly record struct Due(VideoId Id, int Attempts);
}
