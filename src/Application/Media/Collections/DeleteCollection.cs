using MediatR;
using Microsoft.EntityFrameworkCore;
using Picora.Application.Abstractions;
using Picora.Application.Media.Contracts;
using Picora.Application.Media.Trash;
using Picora.Application.Pipeline;
using Picora.Application.Quotas.Contracts;
using Picora.Domain;
using Picora.Domain.Accounts.Contracts;
using Picora.Domain.Media.Collections;
using Picora.Domain.Quotas.Contracts;

namespace Picora.Application.Media.Collections;

/// <param name="Cascade">Whether what it holds is deleted with it; without, a collection that holds something stays.</param>
[RequireScope(Scope.CollectionsDelete)]
public sealed record DeleteCollection(string Id, bool Cascade) : IRequest<Result<DeletedCollection>>;

public sealed record DeletedCollection(string Id);

internal sealed class DeleteCollectionHandler(IMediaDb db, IUnitOfWork unitOfWork, CollectionContents contents, IQuotaLedger ledger, ICaller caller, TimeProvider time)
    : IRequestHandler<DeleteCollection, Result<DeletedCollection>>
{
    public async Task<Result<DeletedCollection>> Handle(DeleteCollection request, CancellationToken cancellationToken)
    {
        var (owner, scopes) = (caller.Current.UserId, caller.Current.Scopes);
        if (request.Cascade && !scopes.HasFlag(Scope.ImagesDelete))
        {
            return AccessErrors.InsufficientScope(Scope.ImagesDelete, scopes);
        }

        var closed = await CloseAsync(owner, request.Id, cancellationToken);
        while (request.Cascade && closed.Error == CollectionErrors.NotEmpty)
        {
            // So many per transaction; what comes in meanwhile goes, too.
            var deleted = await contents.DeleteSomeAsync(owner, scopes, request.Id, cancellationToken);
            closed = deleted.IsSuccess ? await CloseAsync(owner, request.Id, cancellationToken) : deleted.Error;
        }

        return closed.Map(_ => new DeletedCollection(request.Id));
    }

    private Task<Result<Success>> CloseAsync(UserId owner, string id, CancellationToken cancellationToken) => unitOfWork.ExecuteAsync<Success>(
        async token =>
        {
            var (collection, now) = (CollectionId.Parse(id), time.Now());
            var closed = await db.Collections.Own(owner, id).ExecuteUpdateAsync(
                set => set.SetProperty(row => row.DeletedAt, now).SetProperty(row => row.UpdatedAt, now).SetProperty(row => row.IsDefault, false), token);
            if (closed == 0)
            {
                return CollectionErrors.NotFound;
            }

            // Nothing comes in from here on: whoever moves something in needs the row.
            if (await contents.AnyAsync(id, token))
            {
                return CollectionErrors.NotEmpty;
            }

            await db.Images.WithTrash().Where(image => image.CollectionId == collection).ExecuteUpdateAsync(
                set => set.SetProperty(image => image.CollectionId, (CollectionId?)null).SetProperty(image => image.CollectionPosition, 0), token);
            await ledger.ReturnAsync(owner, QuotaType.CollectionCount, used: 1, items: 1, token);
            return Success.Value;
        },
        cancellationToken);
}

/// <summary>All that a collection holds, of whatever kind.</summary>
internal sealed class CollectionContents(IMediaDb db, ImageTrash trash, ICollectionTenants tenants)
{
    private const int Batch = 100;

    public async Task<bool> AnyAsync(string id, CancellationToken cancellationToken)
    {
        var collection = CollectionId.Parse(id);
        return await db.Images.AnyAsync(image => image.CollectionId == collection, cancellationToken) || await tenants.AnyAsync(id, cancellationToken);
    }

    /// <param name="scopes">The caller's: what belongs to another kind may need another one.</param>
    public async Task<Result<int>> DeleteSomeAsync(UserId owner, Scope scopes, string id, CancellationToken cancellationToken)
    {
        var collection = CollectionId.Parse(id);
        var ids = await db.Images.Where(image => image.CollectionId == collection).OrderBy(image => image.CollectionPosition)
            .Select(image => image.Id).Take(Batch).ToListAsync(cancellationToken);
        if (ids.Count > 0)
        {
            return await trash.DeleteAsync(owner, ids, toTrash: null, cancellationToken);
        }

        return scopes.HasFlag(Scope.DocsDelete)
            ? await tenants.DeleteSomeAsync(owner, id, Batch, cancellationToken)
            : AccessErrors.InsufficientScope(Scope.DocsDelete, scopes);
    }
}
