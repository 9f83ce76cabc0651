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
    public string Kind => ImageVariants.QueueKind;

    public async Task<IReadOnlyList<string>> ClaimAsync(int most, CancellationToken cancellationToken)
    {
        var now = time.Now();
        var due = await db.Images.AsNoTracking()
            .Where(image => image.Processing == Processing.Pending && image.NextAttemptAt <= now && (image.LeasedUntil == null || image.LeasedUntil < now))
            .OrderBy(image => image.NextAttemptAt).Select(image => image.Id).Take(most).ToListAsync(cancellationToken);
        if (due.Count == 0)
        {
            return [];
        }

        var claimed = await unitOfWork.ExecuteAsync(token => LeaseAsync(due, token), cancellationToken);
        return claimed.Value;
    }

    public Task RunAsync(string claim, CancellationToken cancellationToken)
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

    private async Task<Result<IReadOnlyList<string>>> LeaseAsync(List<ImageId> due, CancellationToken cancellationToken)
    {
        var now = time.Now();
        var until = now + TimeSpan.FromSeconds(options.Value.LeaseSeconds);
        var claims = new List<string>(due.Count);
        foreach (var id in due)
        {
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
}
