using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Picora.Application.Abstractions;
using Picora.Domain;
using Picora.Domain.Accounts.Contracts;
using Picora.Domain.Media;

namespace Picora.Application.Media.Trash;

/// <summary>Removes for good what has lain in the trash for long enough, and forgets deleted collections of the same age.</summary>
internal sealed class PurgeTrash(IMediaDb db, IUnitOfWork unitOfWork, ImageRemoval removal, IOptions<TrashOptions> options, TimeProvider time) : IScheduledJob
{
    private const int Batch = 200;

    public string Name => "purge-trash";

    public string Description => "Removes pictures that have lain in the trash for the set number of days.";

    public async Task<string> RunAsync(CancellationToken cancellationToken)
    {
        var oldest = time.Now() - TimeSpan.FromDays(options.Value.RetentionDays);
        var purged = 0;
        List<Waste> due;
        do
        {
            due = await DueAsync(oldest, cancellationToken);
            var gone = await RemoveAsync(due, cancellationToken);
            purged += gone;
            if (gone == 0)
            {
                break;
            }
        }
        while (due.Count == Batch);

        var forgotten = await unitOfWork.ExecuteAsync<int>(
            async token => await db.Collections.Where(collection => collection.DeletedAt < oldest).ExecuteDeleteAsync(token), cancellationToken);
        return $"Removed {purged} pictures from the trash, forgot {forgotten.Value} deleted collections.";
    }

    private Task<List<Waste>> DueAsync(DateTimeOffset oldest, CancellationToken cancellationToken) =>
        db.Images.WithTrash().Where(image => image.TrashedAt < oldest).OrderBy(image => image.TrashedAt).Take(Batch)
            .Select(image => new Waste(image.OwnerId, image.Id)).ToListAsync(cancellationToken);

    private async Task<int> RemoveAsync(List<Waste> due, CancellationToken cancellationToken)
    {
        var removed = 0;
        foreach (var group in due.GroupBy(waste => waste.Owner))
        {
            removed += (await removal.RemoveAsync(group.Key, [.. group.Select(waste => waste.Image)], Shelf.Trash, cancellationToken)).Value;
        }

        return removed;
    }

    private sealed record Waste(UserId Owner, ImageId Image);
}
