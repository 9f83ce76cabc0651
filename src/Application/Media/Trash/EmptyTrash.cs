using MediatR;
using Microsoft.EntityFrameworkCore;
using Picora.Application.Abstractions;
using Picora.Application.Pipeline;
using Picora.Domain;
using Picora.Domain.Accounts.Contracts;

namespace Picora.Application.Media.Trash;

/// <summary>Removes everything in the caller's trash for good. What was put there after the request began may stay.</summary>
[RequireScope(Scope.ImagesDelete)]
public sealed record EmptyTrash : IRequest<Result<EmptyTrashResponse>>;

public sealed record EmptyTrashResponse(int Deleted);

internal sealed class EmptyTrashHandler(IMediaDb db, ImageRemoval removal, ICaller caller, TimeProvider time)
    : IRequestHandler<EmptyTrash, Result<EmptyTrashResponse>>
{
    private const int Batch = 100;

    public async Task<Result<EmptyTrashResponse>> Handle(EmptyTrash request, CancellationToken cancellationToken)
    {
        var (owner, began, deleted) = (caller.Current.UserId, time.Now(), 0);
        while (true)
        {
            var ids = await db.Images.WithTrash().Where(image => image.OwnerId == owner && image.TrashedAt <= began)
                .OrderBy(image => image.TrashedAt).Select(image => image.Id).Take(Batch).ToListAsync(cancellationToken);
            var removed = await removal.RemoveAsync(owner, ids, Shelf.Trash, cancellationToken);
            deleted += removed.Value;

            // Fewer than a batch are the last ones; none removed means that somebody else is emptying it, too.
            if (ids.Count < Batch || removed.Value == 0)
            {
                return new EmptyTrashResponse(deleted);
            }
        }
    }
}
