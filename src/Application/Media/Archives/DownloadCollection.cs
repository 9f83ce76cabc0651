using MediatR;
using Microsoft.EntityFrameworkCore;
using Picora.Application.Abstractions;
using Picora.Application.Media.Collections;
using Picora.Application.Pipeline;
using Picora.Domain;
using Picora.Domain.Accounts.Contracts;

namespace Picora.Application.Media.Archives;

/// <summary>A collection's pictures in one ZIP file, in its order and as they were sent.</summary>
[RequireScope(Scope.ImagesRead)]
public sealed record DownloadCollection(string Id) : IRequest<Result<ImageArchive>>;

internal sealed class DownloadCollectionHandler(IMediaDb db, ArchivePlans archives, ICaller caller) : IRequestHandler<DownloadCollection, Result<ImageArchive>>
{
    public async Task<Result<ImageArchive>> Handle(DownloadCollection request, CancellationToken cancellationToken)
    {
        var owner = caller.Current.UserId;
        var found = await db.Collections.AsNoTracking().Own(owner, request.Id).Select(row => new { row.Id, row.Slug }).SingleOrDefaultAsync(cancellationToken);
        return found is null
            ? CollectionErrors.NotFound
            : await archives.MakeAsync(found.Slug, owner, db.Images.AsNoTracking().InOrder(found.Id, start: null), cancellationToken);
    }
}
