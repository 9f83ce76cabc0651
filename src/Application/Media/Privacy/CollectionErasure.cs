using Microsoft.EntityFrameworkCore;
using Picora.Application.Privacy.Contracts;
using Picora.Domain.Accounts.Contracts;

namespace Picora.Application.Media.Privacy;

/// <summary>The collections of somebody who leaves, and the types that they made for them; deleted ones, too.</summary>
internal sealed class CollectionErasure(IMediaDb db) : IErasable
{
    public string Name => "collections";

    public ErasureStage Stage => ErasureStage.Things;

    // Options bound both, so one statement each is enough.
    public async Task<Erased> EraseSomeAsync(UserId owner, int most, CancellationToken cancellationToken)
    {
        var collections = await db.Collections.IgnoreQueryFilters().Where(collection => collection.OwnerId == owner).ExecuteDeleteAsync(cancellationToken);
        var types = await db.CollectionTypes.IgnoreQueryFilters().Where(type => type.OwnerId == owner).ExecuteDeleteAsync(cancellationToken);
        return new Erased(collections + types, 0);
    }
}
