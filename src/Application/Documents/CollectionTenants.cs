using Microsoft.EntityFrameworkCore;
using Picora.Application.Media.Contracts;
using Picora.Domain;
using Picora.Domain.Accounts.Contracts;
using Picora.Domain.Documents;

namespace Picora.Application.Documents;

/// <summary>What collections ask of the documents in them.</summary>
internal sealed class CollectionTenants(IDocumentsDb db, DocumentRemoval removal) : ICollectionTenants
{
    public Task<bool> AnyAsync(string collectionId, CancellationToken cancellationToken) =>
        In(collectionId).AnyAsync(row => row.DeletedAt == null, cancellationToken);

    public async Task<Result<int>> DeleteSomeAsync(UserId owner, string collectionId, int most, CancellationToken cancellationToken)
    {
        var ids = await In(collectionId).Where(row => row.DeletedAt == null && row.OwnerId == owner).OrderBy(row => row.Id)
            .Select(row => row.Id).Take(most).ToListAsync(cancellationToken);
        return ids.Count == 0 ? 0 : await removal.DeleteAsync(owner, ids, hard: false, cancellationToken);
    }

    public async Task<IReadOnlyList<CollectionTenant>> ListAsync(string collectionId, string? after, int most, CancellationToken cancellationToken)
    {
        var rows = In(collectionId);
        if (DocumentId.Parse(after) is { } last)
        {
            rows = rows.Where(row => row.Id > last);
        }

        var page = await rows.OrderBy(row => row.Id).Take(most)
            .Select(row => new { row.Id, Name = row.RelativePath ?? row.FileName, row.Hash, row.SizeBytes, row.UpdatedAt, row.DeletedAt }).ToListAsync(cancellationToken);
        return page.ConvertAll(row => new CollectionTenant(row.Id.Value, row.Name, row.Hash.Value, row.SizeBytes, row.UpdatedAt, row.DeletedAt));
    }

    private IQueryable<Document> In(string collectionId)
    {
        var kb = KnowledgeBaseId.Parse(collectionId) ?? default;
        return db.Documents.AsNoTracking().Where(row => row.KbId == kb);
    }
}
