using Microsoft.EntityFrameworkCore;
using Picora.Application.Abstractions;
using Picora.Domain;
using Picora.Domain.Accounts.Contracts;
using Picora.Domain.Media;

namespace Picora.Application.Media;

/// <summary>Removes pictures that were sent for a time, when it is over. Nobody has seen them since.</summary>
internal sealed class ExpireImages(IMediaDb db, ImageRemoval removal, TimeProvider time) : IScheduledJob
{
    private const int Batch = 200;

    public string Name => "expire-images";

    public string Description => "Removes pictures whose time is over.";

    public async Task<string> RunAsync(CancellationToken cancellationToken)
    {
        var removed = 0;
        while (true)
        {
            var due = await DueAsync(cancellationToken);
            var gone = await RemoveAsync(due, cancellationToken);
            removed += gone;
            if (due.Count < Batch || gone == 0)
            {
                return $"Removed {removed} expired pictures.";
            }
        }
    }

    private Task<List<Due>> DueAsync(CancellationToken cancellationToken) =>
        db.Images.WithTrash().Expired(time.Now()).OrderBy(image => image.ExpiresAt).Take(Batch).Select(image => new Due(image.OwnerId, image.Id)).ToListAsync(cancellationToken);

    private async Task<int> RemoveAsync(List<Due> due, CancellationToken cancellationToken)
    {
        var removed = 0;
        foreach (var group in due.GroupBy(image => image.Owner))
        {
            // One that was sent again meanwhile stays.
            removed += (await removal.RemoveAsync(group.Key, [.. group.Select(image => image.Id)], Shelf.Expired, cancellationToken)).Value;
        }

        return removed;
    }

    private sealed record Due(UserId Owner, ImageId Id);
}
