using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Picora.Application.Abstractions;
using Picora.Application.Documents.Writing;
using Picora.Domain;
using Picora.Domain.Accounts.Contracts;

namespace Picora.Application.Documents;

/// <summary>Removes for good what was deleted long enough ago.</summary>
internal sealed class PurgeDocuments(
    IDocumentsDb db, IUnitOfWork unitOfWork, DocumentShelf shelf, DocumentDisposal disposal, IOptions<DocumentOptions> options, TimeProvider time) : IScheduledJob
{
    private const int Batch = 100;

    public string Name => "purge-documents";

    public string Description => "Removes documents that were deleted the set number of days ago.";

    public async Task<string> RunAsync(CancellationToken cancellationToken)
    {
        var oldest = time.Now() - TimeSpan.FromDays(options.Value.KeepDeletedDays);
        var purged = 0;
        while (await NextOwnerAsync(oldest, cancellationToken) is { } owner)
        {
            purged += (await unitOfWork.ExecuteAsync<int>(token => PurgeAsync(owner, oldest, token), cancellationToken)).Value;
        }

        return $"Removed {purged} documents that had been deleted.";
    }

    private Task<UserId?> NextOwnerAsync(DateTimeOffset oldest, CancellationToken cancellationToken) =>
        db.Documents.AsNoTracking().Where(row => row.DeletedAt < oldest).OrderBy(row => row.DeletedAt).Select(row => (UserId?)row.OwnerId).FirstOrDefaultAsync(cancellationToken);

    // In the owner's turn, so that none goes that is taken back in this moment.
    private async Task<Result<int>> PurgeAsync(UserId owner, DateTimeOffset oldest, CancellationToken cancellationToken)
    {
        await shelf.TakeTurnAsync(owner, cancellationToken);
        var due = await db.Documents.AsNoTracking().Where(row => row.OwnerId == owner && row.DeletedAt < oldest)
            .OrderBy(row => row.DeletedAt).Take(Batch).ToListAsync(cancellationToken);
        await disposal.RemoveAsync(due, cancellationToken);
        return due.Count;
    }
}
