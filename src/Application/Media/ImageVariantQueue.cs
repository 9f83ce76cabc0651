using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Picora.Application.Abstractions;
using Picora.Application.Media.Contracts;
using Picora.Domain;
using Picora.Domain.Media;

namespace Picora.Application.Media;

/// <summary>The pictures whose standing renditions are to be made. A claim is the picture's id and the lease's token.</summary>
internal sealed class ImageVariantQueue(
    IMediaDb db, IUnitOfWork unitOfWork, ImageVariantJob job, ImageVariantView view, IOptions<ProcessingOptions> options, TimeProvider time) : IItemQueue
{
    private const string Abandoned = "PROCESSING_ABANDONED: No attempt came to an end; each time the server was gone or too slow.";

    public string Kind => ImageVariants.QueueKind;

    public async Task<IReadOnlyList<string>> ClaimAsync(int most, CancellationToken cancellationToken)
    {
        var now = time.Now();
        var due = await db.Images.AsNoTracking()
            .Where(image => image.Processing == Processing.Pending && image.NextAttemptAt <= now && (image.LeasedUntil == null || image.LeasedUntil < now))
            .OrderBy(image => image.NextAttemptAt).Select(image => new Due(image.Id, image.Attempts)).Take(most).ToListAsync(cancellationToken);
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
        return job.RunAsync(ImageId.FromStored(claim[..at]), claim[(at + 1)..], cancellationToken);
    }

    public Task<IReadOnlyDictionary<ItemState, int>> CountAsync(CancellationToken cancellationToken) => view.CountAsync(cancellationToken);

    public Task<IReadOnlyList<ItemJob>> ListAsync(ItemState state, int limit, CancellationToken cancellationToken) =>
        view.ListAsync(state, limit, cancellationToken);

    public async Task<bool> RetryAsync(string subjectId, CancellationToken cancellationToken)
    {
        if (ImageId.Parse(subjectId) is not { } id)
        {
            return false;
        }

        var now = time.Now();
        var changed = await unitOfWork.ExecuteAsync<int>(
            async token => await db.Images
                .Where(image => image.Id == id && image.Processing != Processing.Ready && (image.LeasedUntil == null || image.LeasedUntil < now))
                .ExecuteUpdateAsync(
                    row => row.SetProperty(image => image.Processing, Processing.Pending)
                        .SetProperty(image => image.Attempts, 0)
                        .SetProperty(image => image.NextAttemptAt, now)
                        .SetProperty(image => image.LastError, (string?)null),
                    token),
            cancellationToken);
        return changed.Value == 1;
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
            var won = await db.Images
                .Where(image => image.Id == id && image.Processing == Processing.Pending && (image.LeasedUntil == null || image.LeasedUntil < now))
                .ExecuteUpdateAsync(
                    row => row.SetProperty(image => image.LeaseToken, token)
                        .SetProperty(image => image.LeasedUntil, until)
                        .SetProperty(image => image.Attempts, image => image.Attempts + 1),
                    cancellationToken);
            if (won == 1)
            {
                claims.Add($"{id}:{token}");
            }
        }

        return claims;
    }

    // No attempt was ever heard of again: each time the server died, and would once more.
    private Task<int> AbandonAsync(ImageId id, DateTimeOffset now, CancellationToken cancellationToken) =>
        db.Images
            .Where(image => image.Id == id && image.Processing == Processing.Pending && (image.LeasedUntil == null || image.LeasedUntil < now))
            .ExecuteUpdateAsync(
                row => row.SetProperty(image => image.Processing, Processing.Failed)
                    .SetProperty(image => image.NextAttemptAt, (DateTimeOffset?)null)
                    .SetProperty(image => image.LeaseToken, (string?)null)
                    .SetProperty(image => image.LeasedUntil, (DateTimeOffset?)null)
                    .SetProperty(image => image.LastError, Abandoned),
                cancellationToken);

    private readonly record struct Due(ImageId Id, int Attempts);
}
