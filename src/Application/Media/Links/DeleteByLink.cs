using MediatR;
using Microsoft.EntityFrameworkCore;
using Picora.Application.Media.Trash;
using Picora.Application.Pipeline;
using Picora.Domain;
using Picora.Domain.Accounts.Contracts;

namespace Picora.Application.Media.Links;

/// <summary>Deletes the picture of a delete link, in the way that is usual here.</summary>
[PublicAccess]
public sealed record DeleteByLink(DeleteLink Link) : IRequest<Result<Success>>;

internal sealed class DeleteByLinkHandler(IMediaDb db, DeleteLinks links, ImageTrash trash) : IRequestHandler<DeleteByLink, Result<Success>>
{
    public async Task<Result<Success>> Handle(DeleteByLink request, CancellationToken cancellationToken)
    {
        var link = links.Read(request.Link);
        if (!link.IsSuccess)
        {
            return link.Error;
        }

        var id = link.Value;
        var owner = await db.Images.AsNoTracking().Where(image => image.Id == id).Select(image => (UserId?)image.OwnerId).SingleOrDefaultAsync(cancellationToken);
        if (owner is null)
        {
            return MediaErrors.ImageNotFound;
        }

        var deleted = await trash.DeleteAsync(owner.Value, [id], toTrash: null, cancellationToken);
        return deleted.Bind<Success>(count => count == 1 ? Success.Value : MediaErrors.ImageNotFound);
    }
}
