using Microsoft.EntityFrameworkCore;
using Picora.Application.Abstractions;
using Picora.Application.Media.Contracts;
using Picora.Domain;
using Picora.Domain.Accounts.Contracts;
using Picora.Domain.Documents;
using Picora.Domain.Media.Contracts;

namespace Picora.Application.Documents;

/// <summary>Notes what happens to documents, for clients that keep copies. Each call is the last statement of the unit of work of what it tells of.</summary>
internal sealed class DocumentJournal(IMediaJournal journal)
{
    /// <param name="replaced">The document whose place it takes; null for none.</param>
    public async Task AddedAsync(Document document, Document? replaced, CancellationToken cancellationToken)
    {
        if (replaced is not null)
        {
            await DeletedAsync(replaced.OwnerId, [replaced.Id], cancellationToken);
        }

        await journal.AddedAsync(document.OwnerId, MediaKind.Document, document.Id.Value, cancellationToken);
    }

    public Task ChangedAsync(Document document, CancellationToken cancellationToken) =>
        journal.ChangedAsync(document.OwnerId, MediaKind.Document, [document.Id.Value], cancellationToken);

    public Task DeletedAsync(UserId owner, IEnumerable<DocumentId> documents, CancellationToken cancellationToken) =>
        journal.DeletedAsync(owner, MediaKind.Document, [.. documents.Select(id => id.Value)], cancellationToken);
}

/// <summary>Documents as copies hold them.</summary>
internal sealed class SyncedDocuments(IDocumentsDb db, IPublicUrls urls) : ISyncedLibrary
{
    public MediaKind Kind => MediaKind.Document;

    public async Task<IReadOnlyList<StoredMedium>> ReadAsync(UserId owner, IReadOnlyCollection<string> ids, CancellationToken cancellationToken)
    {
        var wanted = ids.Select(DocumentId.Parse).OfType<DocumentId>().ToList();
        var rows = await db.Documents.AsNoTracking().Where(row => row.OwnerId == owner && wanted.Contains(row.Id) && row.DeletedAt == null)
            .Select(DocumentRow.Projection).ToListAsync(cancellationToken);
        return rows.ConvertAll(row => new StoredMedium(ToItem(row), row.Hash));
    }

    private MediaItem ToItem(DocumentRow row) => new(
        row.Id.Value, Kind.ToName(), row.FileName, row.Title, row.SizeBytes, row.Format.ToContentType().Split(';')[0], "ready", row.IsPublic, TagLine.Read(row.Tags), row.CreatedAt, row.UpdatedAt)
    {
        Url = $"{urls.Api}/v1/docs/{row.Id}/raw",
        KbId = row.KbId?.Value,
    };
}
