using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Picora.Application.Abstractions;
using Picora.Domain;

namespace Picora.Application.Documents;

/// <summary>Removes for good what was deleted long enough ago.</summary>
internal sealed class PurgeDocuments(IDocumentsDb db, IUnitOfWork unitOfWork, DocumentRemoval removal, IOptions<DocumentOptions> options, TimeProvider time) : IScheduledJob
{
    private const int Batch = 100;

    public string Name => "purge-documents";

    public string Description => "Removes documents that were deleted the set number of days ago.";

    public async Task<string> RunAsync(CancellationToken cancellationToken)
    {
        var oldest = time.Now() - TimeSpan.FromDays(options.Value.KeepDeletedDays);
        var (purged, last) = (0, Batch);
        while (last == Batch)
        {
            last = (await unitOfWork.ExecuteAsync<int>(
                async token =>
                {
                    var due = await db.Documents.AsNoTracking().Where(row => row.DeletedAt < oldest).OrderBy(row => row.DeletedAt).Take(Batch).ToListAsync(token);
                    await removal.RemoveAsync(due, token);
                    return due.Count;
                },
                cancellationToken)).Value;
            purged += last;
        }

        return $"Removed {purged} documents that had been deleted.";
    }
}
