using MediatR;
using Microsoft.EntityFrameworkCore;
using Picora.Application.Abstractions;
using Picora.Application.Pipeline;
using Picora.Domain;
using Picora.Domain.Accounts.Contracts;
using Picora.Domain.Media.Collections;

namespace Picora.Application.Media.Collections;

/// <summary>Deletes a type of the caller's own that no collection has.</summary>
[RequireScope(Scope.CollectionsDelete)]
public sealed record DeleteCollectionType(string Id) : IRequest<Result<DeletedCollection>>;

internal sealed class DeleteCollectionTypeHandler(IMediaDb db, IUnitOfWork unitOfWork, CollectionTurns turns, ICaller caller)
    : IRequestHandler<DeleteCollectionType, Result<DeletedCollection>>
{
    public Task<Result<DeletedCollection>> Handle(DeleteCollectionType request, CancellationToken cancellationToken) =>
        unitOfWork.ExecuteAsync<DeletedCollection>(
            async token =>
            {
                var (owner, id) = (caller.Current.UserId, new CollectionTypeId(request.Id));
                await turns.TakeAsync(owner, token);
                if (await db.Collections.AnyAsync(row => row.OwnerId == owner && row.CustomTypeId == id && row.DeletedAt == null, token))
                {
                    return CollectionErrors.TypeInUse;
                }

                var deleted = await db.CollectionTypes.Where(type => type.Id == id && type.OwnerId == owner).ExecuteDeleteAsync(token);
                return deleted == 0 ? CollectionErrors.TypeNotFound : new DeletedCollection(request.Id);
            },
            cancellationToken);
}
