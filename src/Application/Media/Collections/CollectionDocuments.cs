using Microsoft.EntityFrameworkCore;
using Picora.Application.Media.Contracts;
using Picora.Domain;
using Picora.Domain.Accounts.Contracts;
using Picora.Domain.Media.Collections;

namespace Picora.Application.Media.Collections;

/// <summary>The part of <see cref="CollectionMembership"/> that documents need: they have no places and are no covers.</summary>
internal sealed class CollectionDocuments(IMediaDb db, TimeProvider time) : ICollectionDocuments
{
    public async Task<Result<Success>> EnterAsync(UserId owner, string collectionId, int count, long bytes, CancellationToken cancellationToken)
    {
        var collection = db.Collections.Own(owner, collectionId);
        if (await ChangeAsync(collection, count, bytes, cancellationToken) == 0)
        {
            return CollectionErrors.NotFound;
        }

        var allowed = await collection.AsNoTracking().Select(row => row.Allowed).SingleAsync(cancellationToken);
        return allowed.HasFlag(ResourceTypes.Doc) ? Success.Value : CollectionErrors.HoldsNoDocuments;
    }

    public Task LeaveAsync(string collectionId, int count, long bytes, CancellationToken cancellationToken)
    {
        var id = CollectionId.Parse(collectionId);
        return ChangeAsync(db.Collections.Where(row => row.Id == id), -count, -bytes, cancellationToken);
    }

    private Task<int> ChangeAsync(IQueryable<Collection> collection, int count, long bytes, CancellationToken cancellationToken)
    {
        var now = time.Now();
        return collection.ExecuteUpdateAsync(
            set => set.SetProperty(row => row.ItemCount, row => row.ItemCount + count)
                .SetProperty(row => row.DocCount, row => row.DocCount + count)
                .SetProperty(row => row.SizeBytes, row => row.SizeBytes + bytes)
                .SetProperty(row => row.UpdatedAt, now),
            cancellationToken);
    }
}
