using Microsoft.EntityFrameworkCore;
using Picora.Application.Abstractions;
using Picora.Application.Documents.Writing;
using Picora.Application.Moderation.Contracts;
using Picora.Domain;
using Picora.Domain.Accounts.Contracts;
using Picora.Domain.Documents;
using Picora.Domain.Moderation.Contracts;

namespace Picora.Application.Documents.Moderation;

/// <summary>Documents, as others report them and operators take them away. A deleted one can be withheld, as it may come back.</summary>
internal sealed class ReportableDocuments(IDocumentsDb db, DocumentShelf shelf, DocumentJournal journal, TimeProvider time) : IReportable
{
    public ReportTarget Target => ReportTarget.Document;

    public async Task<ReportableThing?> FindAsync(string id, SeenAddress? address, CancellationToken cancellationToken)
    {
        var found = await Of(id).AsNoTracking().Where(row => row.DeletedAt == null && row.ErasedAt == null)
            .Select(row => new { row.OwnerId, row.IsPublic }).SingleOrDefaultAsync(cancellationToken);
        return found is null ? null : new ReportableThing(id, found.OwnerId, found.IsPublic);
    }

    public async Task<UserId?> RestrictAsync(string id, CancellationToken cancellationToken)
    {
        if (await TakeTurnAsync(id, cancellationToken) is not { } document)
        {
            return null;
        }

        document.Show(isPublic: false, time.Now());
        if (document.DeletedAt is null)
        {
            await journal.ChangedAsync(document, cancellationToken);
        }

        return document.OwnerId;
    }

    public async Task<UserId?> WithholdAsync(string id, DateTimeOffset? since, CancellationToken cancellationToken)
    {
        if (await TakeTurnAsync(id, cancellationToken) is not { } document)
        {
            return null;
        }

        document.Withhold(since);
        return document.OwnerId;
    }

    // In its owner's turn, as whatever takes a document's place takes over what holds of it.
    private async Task<Document?> TakeTurnAsync(string id, CancellationToken cancellationToken)
    {
        if (await Of(id).Select(row => (UserId?)row.OwnerId).SingleOrDefaultAsync(cancellationToken) is not { } owner)
        {
            return null;
        }

        await shelf.TakeTurnAsync(owner, cancellationToken);
        return await Of(id).SingleOrDefaultAsync(cancellationToken);
    }

    private IQueryable<Document> Of(string id)
    {
        var wanted = DocumentId.Parse(id) ?? default;
        return db.Documents.Where(row => row.Id == wanted);
    }
}
