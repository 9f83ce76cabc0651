using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Picora.Domain.Accounts.Contracts;
using Picora.Domain.Documents;

namespace Picora.Application.Documents;

/// <summary>Removes documents and earlier texts for good, inside a unit of work that has their owner's turn. What they counted is the caller's to give back.</summary>
internal sealed class DocumentDisposal(IDocumentsDb db, IOptions<DocumentOptions> options)
{
    private const int Batch = 200;

    /// <summary>The documents go with all their texts and revisions.</summary>
    public async Task RemoveAsync(IReadOnlyCollection<Document> documents, CancellationToken cancellationToken)
    {
        var ids = documents.Select(row => row.Id).ToList();
        var texts = documents.SelectMany(row => new[] { row.TextId, row.OriginalId }).OfType<TextId>().ToList();
        var revisions = db.DocumentRevisions.Where(revision => ids.Contains(revision.DocumentId));
        await db.DocumentTexts.Where(text => texts.Contains(text.Id)).ExecuteDeleteAsync(cancellationToken);
        await RemoveAsync(revisions, cancellationToken);
        await db.Documents.Where(row => ids.Contains(row.Id)).ExecuteDeleteAsync(cancellationToken);
    }

    /// <summary>Of an owner's deleted documents, the oldest go that are too many or too much.</summary>
    /// <param name="added">Those that are being deleted: they are the youngest, and stay.</param>
    public async Task TrimDeletedAsync(UserId owner, List<Document> added, CancellationToken cancellationToken)
    {
        if (added.Count == 0)
        {
            return;
        }

        var (ids, originals) = (added.ConvertAll(row => row.Id), added.ConvertAll(row => row.OriginalId).OfType<TextId>().ToList());
        var earlier = await db.Documents.AsNoTracking().Where(row => row.OwnerId == owner && row.DeletedAt != null && !ids.Contains(row.Id))
            .OrderByDescending(row => row.DeletedAt).ThenByDescending(row => row.Id)
            .Select(row => new { row.Id, Bytes = row.SizeBytes + (db.DocumentTexts.Where(text => text.Id == row.OriginalId).Select(text => (long?)text.Bytes.Length).FirstOrDefault() ?? 0) })
            .ToListAsync(cancellationToken);
        var bytes = added.Sum(row => row.SizeBytes)
            + await db.DocumentTexts.Where(text => originals.Contains(text.Id)).SumAsync(text => (long)text.Bytes.Length, cancellationToken);
        var (count, surplus) = (added.Count, new List<DocumentId>());
        foreach (var row in earlier)
        {
            (count, bytes) = (count + 1, bytes + row.Bytes);
            if (count > options.Value.MaxDeleted || bytes > options.Value.MaxDeletedBytes)
            {
                surplus.Add(row.Id);
            }
        }

        foreach (var some in surplus.Chunk(Batch))
        {
            await RemoveAsync(await db.Documents.AsNoTracking().Where(row => some.Contains(row.Id)).ToListAsync(cancellationToken), cancellationToken);
        }
    }

    /// <summary>Of a document's earlier texts, and of its owner's, the oldest make room for a new one, which is not there yet.</summary>
    /// <param name="most">How many the owner keeps of each document.</param>
    public async Task TrimRevisionsAsync(Document document, int most, long addedBytes, CancellationToken cancellationToken)
    {
        var oldest = document.LastRevision - Math.Min(most, options.Value.MaxRevisions);
        await RemoveAsync(db.DocumentRevisions.Where(revision => revision.DocumentId == document.Id && revision.Number <= oldest), cancellationToken);

        var all = db.DocumentRevisions.Where(revision => revision.OwnerId == document.OwnerId);
        var (count, bytes) = (1 + await all.CountAsync(cancellationToken), addedBytes + await all.SumAsync(revision => revision.SizeBytes, cancellationToken));
        while (IsTooMuch(count, bytes))
        {
            var next = await all.AsNoTracking().OrderBy(revision => revision.CreatedAt).ThenBy(revision => revision.Id).Take(Batch)
                .Select(revision => new { revision.Id, revision.SizeBytes }).ToListAsync(cancellationToken);
            if (next.Count == 0)
            {
                return;
            }

            var surplus = new List<RevisionId>();
            foreach (var row in next.TakeWhile(_ => IsTooMuch(count, bytes)))
            {
                surplus.Add(row.Id);
                (count, bytes) = (count - 1, bytes - row.SizeBytes);
            }

            await RemoveAsync(db.DocumentRevisions.Where(revision => surplus.Contains(revision.Id)), cancellationToken);
        }
    }

    private bool IsTooMuch(int count, long bytes) => count > options.Value.MaxOwnerRevisions || bytes > options.Value.MaxOwnerRevisionBytes;

    private async Task RemoveAsync(IQueryable<DocumentRevision> revisions, CancellationToken cancellationToken)
    {
        await db.DocumentTexts.Where(text => revisions.Select(revision => revision.TextId).Contains(text.Id)).ExecuteDeleteAsync(cancellationToken);
        await revisions.ExecuteDeleteAsync(cancellationToken);
    }
}
