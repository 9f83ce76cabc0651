using Microsoft.EntityFrameworkCore;
using Picora.Application.Privacy.Contracts;
using Picora.Domain.Accounts.Contracts;
using Picora.Domain.Documents;

namespace Picora.Application.Documents.Privacy;

/// <summary>
/// The list of documents, and their texts: filed ones under their paths, the others under their names. Paths were made fit for that when they
/// were given. Texts as they came, where pictures were taken out of them, and earlier ones lie in folders of their own. What an operator withholds
/// is in the lists only.
/// </summary>
internal sealed class DocumentExport(IDocumentsDb db) : IExportSection
{
    private const int PageSize = 100;

    public async Task WriteAsync(UserId owner, IExportWriter writer, CancellationToken cancellationToken)
    {
        var list = Of(owner).OrderBy(row => row.CreatedAt).ThenBy(row => row.Id).Select(row => new
        {
            Id = row.Id.Value,
            row.Title,
            row.FileName,
            row.Tags,
            row.SizeBytes,
            row.IsPublic,
            Collection = row.KbId == null ? null : row.KbId.Value.Value,
            row.RelativePath,
            Sha256 = row.Hash.Value,
            row.DeletedAt,
            row.CreatedAt,
            row.UpdatedAt,
        });
        await writer.WriteListAsync("documents.json", list.AsAsyncEnumerable(), cancellationToken);
        await WriteTextsAsync(owner, writer, cancellationToken);
        var revisions = RevisionsOf(owner).OrderBy(row => row.Id).Select(row => new
        {
            Id = row.Id.Value,
            Document = row.DocumentId.Value,
            row.Number,
            row.SizeBytes,
            Sha256 = row.Hash.Value,
            row.CreatedAt,
        });
        await writer.WriteListAsync("document-revisions.json", revisions.AsAsyncEnumerable(), cancellationToken);
        await WriteRevisionsAsync(owner, writer, cancellationToken);
    }

    private async Task WriteTextsAsync(UserId owner, IExportWriter writer, CancellationToken cancellationToken)
    {
        (DateTimeOffset CreatedAt, DocumentId Id)? last = null;
        while (true)
        {
            var rest = Of(owner).Where(row => row.BlockedAt == null);
            if (last is var (createdAt, id))
            {
                rest = rest.Where(row => row.CreatedAt >= createdAt && (row.CreatedAt > createdAt || row.Id > id));
            }

            var page = await rest.OrderBy(row => row.CreatedAt).ThenBy(row => row.Id).Take(PageSize)
                .Select(row => new { row.Id, row.CreatedAt, row.KbId, row.RelativePath, row.FileName, row.DeletedAt, row.TextId, row.OriginalId, row.UpdatedAt }).ToListAsync(cancellationToken);
            foreach (var row in page)
            {
                var path = row is { KbId: { } kb, RelativePath: { } filed, DeletedAt: null } ? $"documents/{kb}/{filed}" : $"documents/{row.Id}/{row.FileName}";
                await WriteTextAsync(path, row.TextId, row.UpdatedAt, writer, cancellationToken);
                if (row.OriginalId is { } original)
                {
                    await WriteTextAsync($"document-originals/{row.Id}/{row.FileName}", original, row.UpdatedAt, writer, cancellationToken);
                }
            }

            if (page.Count < PageSize)
            {
                return;
            }

            last = (page[^1].CreatedAt, page[^1].Id);
        }
    }

    private async Task WriteRevisionsAsync(UserId owner, IExportWriter writer, CancellationToken cancellationToken)
    {
        RevisionId last = default;
        while (true)
        {
            var after = last;
            var open = RevisionsOf(owner).Where(row => db.Documents.Any(document => document.Id == row.DocumentId && document.BlockedAt == null));
            var rest = last == default ? open : open.Where(row => row.Id > after);
            var page = await rest.OrderBy(row => row.Id).Take(PageSize)
                .Select(row => new { row.Id, row.DocumentId, row.Number, row.TextId, row.CreatedAt }).ToListAsync(cancellationToken);
            foreach (var row in page)
            {
                await WriteTextAsync($"document-revisions/{row.DocumentId}/{row.Number}.txt", row.TextId, row.CreatedAt, writer, cancellationToken);
            }

            if (page.Count < PageSize)
            {
                return;
            }

            last = page[^1].Id;
        }
    }

    private async Task WriteTextAsync(string path, TextId text, DateTimeOffset updatedAt, IExportWriter writer, CancellationToken cancellationToken)
    {
        var bytes = await db.DocumentTexts.AsNoTracking().Where(stored => stored.Id == text).Select(stored => stored.Bytes).SingleOrDefaultAsync(cancellationToken);
        if (bytes is not null)
        {
            using var content = new MemoryStream(bytes, writable: false);
            await writer.WriteFileAsync(path, content, updatedAt, cancellationToken);
        }
    }

    private IQueryable<DocumentRevision> RevisionsOf(UserId owner) => db.DocumentRevisions.AsNoTracking().Where(row => row.OwnerId == owner);

    private IQueryable<Document> Of(UserId owner) => db.Documents.IgnoreQueryFilters().AsNoTracking().Where(row => row.OwnerId == owner);
}
