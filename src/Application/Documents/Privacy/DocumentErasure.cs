using Microsoft.EntityFrameworkCore;
using Picora.Application.Documents.Writing;
using Picora.Application.Privacy.Contracts;
using Picora.Application.Quotas.Contracts;
using Picora.Domain;
using Picora.Domain.Accounts.Contracts;

namespace Picora.Application.Documents.Privacy;

/// <summary>The documents of somebody who leaves, deleted ones and revisions included.</summary>
internal sealed class DocumentErasure(IDocumentsDb db, DocumentDisposal disposal, IQuotaLedger ledger, TimeProvider time) : IErasable
{
    public string Name => "documents";

    public ErasureStage Stage => ErasureStage.Things;

    public Task HideAsync(UserId owner, CancellationToken cancellationToken)
    {
        var now = time.Now();
        return db.Documents.IgnoreQueryFilters().Where(row => row.OwnerId == owner)
            .ExecuteUpdateAsync(set => set.SetProperty(row => row.ErasedAt, now), cancellationToken);
    }

    public async Task<Erased> EraseSomeAsync(UserId owner, int most, CancellationToken cancellationToken)
    {
        var documents = await db.Documents.IgnoreQueryFilters().AsNoTracking().Where(row => row.OwnerId == owner)
            .OrderBy(row => row.CreatedAt).ThenBy(row => row.Id).Take(most).ToListAsync(cancellationToken);
        foreach (var paid in documents.Where(row => row.DeletedAt is null).GroupBy(row => DocumentShelf.QuotaOf(row.IsMemory)))
        {
            await ledger.ReturnAsync(owner, paid.Key, paid.Count(), paid.Count(), cancellationToken);
        }

        await disposal.RemoveAsync(documents, cancellationToken);
        return new Erased(documents.Count, documents.Sum(row => row.SizeBytes));
    }
}
