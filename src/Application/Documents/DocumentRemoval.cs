using Microsoft.EntityFrameworkCore;
using Picora.Application.Abstractions;
using Picora.Application.Documents.Writing;
using Picora.Domain;
using Picora.Domain.Accounts.Contracts;
using Picora.Domain.Documents;

namespace Picora.Application.Documents;

/// <summary>Deletes documents: so that they can be taken back for a while, or for good, with their revisions.</summary>
internal sealed class DocumentRemoval(
    IDocumentsDb db, IUnitOfWork unitOfWork, DocumentShelf shelf, DocumentDisposal disposal, DocumentJournal journal, TimeProvider time)
{
    /// <returns>How many were the owner's and are deleted now. For good, that may be those that were deleted before, too.</returns>
    public Task<Result<int>> DeleteAsync(UserId owner, IReadOnlyCollection<DocumentId> ids, bool hard, CancellationToken cancellationToken) =>
        unitOfWork.ExecuteAsync<int>(
            async token =>
            {
                await shelf.TakeTurnAsync(owner, token);
                var documents = await db.Documents.Where(row => row.OwnerId == owner && ids.Contains(row.Id) && (hard || row.DeletedAt == null)).ToListAsync(token);
                // Those that were deleted before were counted out and told of then.
                var leaving = documents.FindAll(row => row.DeletedAt is null);
                await shelf.CountOutAsync(owner, leaving, token);
                await journal.DeletedAsync(owner, leaving.Select(row => row.Id), token);
                if (hard)
                {
                    await disposal.RemoveAsync(documents, token);
                    return documents.Count;
                }

                documents.ForEach(row => row.Delete(time.Now()));
                await disposal.TrimDeletedAsync(owner, documents, token);
                return documents.Count;
            },
            cancellationToken);
}
