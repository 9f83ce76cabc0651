using Microsoft.EntityFrameworkCore;
using Picora.Application.Documents.Contracts;
using Picora.Domain.Accounts.Contracts;

namespace Picora.Application.Documents;

internal sealed class DocumentTotals(IDocumentsDb db) : IDocumentTotals
{
    public async Task<DocumentTotal> OfAsync(UserId owner, CancellationToken cancellationToken)
    {
        var documents = await db.Documents.Where(row => row.OwnerId == owner && row.DeletedAt == null)
            .GroupBy(row => row.OwnerId).Select(group => new { Count = group.LongCount(), Bytes = group.Sum(row => row.SizeBytes) }).SingleOrDefaultAsync(cancellationToken);
        var revisions = await db.DocumentRevisions.Where(row => row.OwnerId == owner)
            .GroupBy(row => row.OwnerId).Select(group => new { Count = group.LongCount(), Bytes = group.Sum(row => row.SizeBytes) }).SingleOrDefaultAsync(cancellationToken);
        return new DocumentTotal(documents?.Count ?? 0, documents?.Bytes ?? 0, revisions?.Count ?? 0, revisions?.Bytes ?? 0);
    }
}
