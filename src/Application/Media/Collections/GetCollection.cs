using MediatR;
using Microsoft.EntityFrameworkCore;
using Picora.Application.Abstractions;
using Picora.Application.Pipeline;
using Picora.Domain;
using Picora.Domain.Accounts.Contracts;
using Picora.Domain.Media.Collections;

namespace Picora.Application.Media.Collections;

[RequireScope(Scope.CollectionsRead)]
public sealed record GetCollection(string Id) : IRequest<Result<CollectionResponse>>;

internal sealed class GetCollectionHandler(IMediaDb db, CollectionViews views, ICaller caller) : IRequestHandler<GetCollection, Result<CollectionResponse>>
{
    public async Task<Result<CollectionResponse>> Handle(GetCollection request, CancellationToken cancellationToken)
    {
        var collection = await db.Collections.AsNoTracking().Own(caller.Current.UserId, request.Id).SingleOrDefaultAsync(cancellationToken);
        return collection is null ? CollectionErrors.NotFound : await views.ShowAsync(collection, cancellationToken);
    }
}

internal static class CollectionRows
{
    /// <summary>The owner's collection of that id, if there is one and it is not deleted.</summary>
    public static IQueryable<Collection> Own(this IQueryable<Collection> collections, UserId owner, string text)
    {
        var id = CollectionId.Parse(text) ?? default;
        return collections.Where(row => row.Id == id && row.OwnerId == owner && row.DeletedAt == null);
    }
}
