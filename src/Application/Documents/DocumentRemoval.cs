using Microsoft.EntityFrameworkCore;
using Picora.Application.Abstractions;
using Picora.Application.Documents.Writing;
using Picora.Application.Media.Contracts;
using Picora.Application.Quotas.Contracts;
using Picora.Domain;
using Picora.Domain.Accounts.Contracts;
using Picora.Domain.Documents;

namespace Picora.Application.Documents;

/// <summary>Deletes documents: so that they can be taken back for a while, or for good, with their revisions.</summary>
internal sealed class DocumentRemoval(
    IDocumentsDb db, IUnitOfWork unitOfWork, DocumentShelf shelf, IQuotaLedger ledger, ICollectionDocuments collections, TimeProvider time)
{
    /// <returns>How many were the owner's and are deleted now. For good, that may be those that were deleted before, too.</returns>
    public Task<Result<int>> DeleteAsync(UserId owner, IReadOnlyCollection<DocumentId> ids, bool hard, CancellationToken cancellationToken) =>
        unitOfWork.ExecuteAsync<int>(
            async token =>
            {
                await shelf.TakeTurnAsync(owner, token);
                var documents = await db.Documents.Where(row => row.OwnerId == owner && ids.Contains(row.Id) && (hard || row.DeletedAt == null)).ToListAsync(token);
                await CountOutAsync(owner, documents.FindAll(row => row.DeletedAt is null), token);
                if (hard)
                {
                    await RemoveAsync(documents, token);
                    return documents.Count;
                }

                documents.ForEach(row => row.Delete(time.Now()));
                return documents.Count;
            },
            cancellationToken);

    /// <summary>Inside a unit of work: the rows and all their texts go. What they counted is the caller's to give back.</summary>
    public async Task RemoveAsync(List<Document> documents, CancellationToken cancellationToken)
    {
        var ids = documents.ConvertAll(row => row.Id);
        var texts = documents.SelectMany(row => new[] { row.TextId, row.OriginalId }).OfType<TextId>().ToList();
        var revisions = db.DocumentRevisions.Where(revision => ids.Contains(revision.DocumentId));
        await db.DocumentTexts.Where(text => texts.Contains(text.Id)).ExecuteDeleteAsync(cancellationToken);
        await db.DocumentTexts.Where(text => revisions.Select(revision => revision.TextId).Contains(text.Id)).ExecuteDeleteAsync(cancellationToken);
        await revisions.ExecuteDeleteAsync(cancellationToken);
        await db.Documents.Where(row => ids.Contains(row.Id)).ExecuteDeleteAsync(cancellationToken);
    }

    private async Task CountOutAsync(UserId owner, List<Document> documents, CancellationToken cancellationToken)
    {
        foreach (var paid in documents.GroupBy(row => DocumentShelf.QuotaOf(row.IsMemory)))
        {
            await ledger.ReturnAsync(owner, paid.Key, paid.Count(), paid.Count(), cancellationToken);
        }

        foreach (var filed in documents.Where(row => row.KbId is not null).GroupBy(row => row.KbId!.Value).OrderBy(group => group.Key.Value, StringComparer.Ordinal))
        {
            await collections.LeaveAsync(filed.Key.Value, filed.Count(), filed.Sum(row => row.SizeBytes), cancellationToken);
        }
    }
}
