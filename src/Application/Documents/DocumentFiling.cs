using Microsoft.EntityFrameworkCore;
using Picora.Application.Documents.Writing;
using Picora.Application.Media.Contracts;
using Picora.Application.Quotas.Contracts;
using Picora.Domain;
using Picora.Domain.Accounts.Contracts;
using Picora.Domain.Documents;

namespace Picora.Application.Documents;

/// <summary>Puts a document at a path of a collection, or takes it out, inside a unit of work that has its owner's turn.</summary>
internal sealed class DocumentFiling(IDocumentsDb db, IQuotaLedger ledger, ICollectionDocuments collections, TimeProvider time)
{
    /// <param name="document">Not deleted.</param>
    /// <param name="path">Null with <paramref name="kb"/>.</param>
    public async Task<Result<Success>> MoveAsync(Document document, Plan plan, KnowledgeBaseId? kb, DocumentPath? path, CancellationToken cancellationToken)
    {
        if (document.KbId == kb && string.Equals(document.RelativePath, path?.Value, StringComparison.Ordinal))
        {
            return Success.Value;
        }

        if (await FindOtherAsync(document.Id, kb, path, cancellationToken) is { } other)
        {
            return DocumentErrors.PathTaken(other);
        }

        var entered = kb is { } target && target != document.KbId
            ? await collections.EnterAsync(document.OwnerId, target.Value, 1, document.SizeBytes, cancellationToken)
            : Success.Value;
        var paid = entered.IsSuccess ? await PayAsync(document, plan, path?.IsMemory == true, cancellationToken) : entered;
        if (!paid.IsSuccess)
        {
            return paid;
        }

        if (document.KbId is { } left && left != kb)
        {
            await collections.LeaveAsync(left.Value, 1, document.SizeBytes, cancellationToken);
        }

        document.MoveTo(kb, path, time.Now());
        return Success.Value;
    }

    /// <summary>Another document that has a path.</summary>
    public Task<DocumentId?> FindOtherAsync(DocumentId document, KnowledgeBaseId? kb, DocumentPath? path, CancellationToken cancellationToken)
    {
        var key = path?.Key;
        return key is null
            ? Task.FromResult<DocumentId?>(null)
            : db.Documents.AsNoTracking().Where(row => row.KbId == kb && row.PathKey == key && row.Id != document).Select(row => (DocumentId?)row.Id).SingleOrDefaultAsync(cancellationToken);
    }

    // A memory that becomes a note is counted elsewhere from then on, and the other way round.
    private async Task<Result<Success>> PayAsync(Document document, Plan plan, bool isMemory, CancellationToken cancellationToken)
    {
        if (document.IsMemory == isMemory)
        {
            return Success.Value;
        }

        var charged = await ledger.ChargeAsync(document.OwnerId, plan, DocumentShelf.QuotaOf(isMemory), cancellationToken);
        if (charged.IsSuccess)
        {
            await ledger.ReturnAsync(document.OwnerId, DocumentShelf.QuotaOf(document.IsMemory), 1, 1, cancellationToken);
        }

        return charged;
    }
}
