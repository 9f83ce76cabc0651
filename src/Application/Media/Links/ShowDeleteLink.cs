using MediatR;
using Microsoft.EntityFrameworkCore;
using Picora.Application.Abstractions;
using Picora.Application.Pipeline;
using Picora.Domain;
using Picora.Domain.Media;

namespace Picora.Application.Media.Links;

/// <summary>What a delete link would delete.</summary>
[PublicAccess]
public sealed record ShowDeleteLink(DeleteLink Link) : IRequest<Result<DeletablePicture>>;

/// <param name="ThumbnailUrl">Null while there is none that everybody may see.</param>
public sealed record DeletablePicture(string FileName, string? ThumbnailUrl);

internal sealed class ShowDeleteLinkHandler(IMediaDb db, DeleteLinks links, IPublicUrls urls) : IRequestHandler<ShowDeleteLink, Result<DeletablePicture>>
{
    public async Task<Result<DeletablePicture>> Handle(ShowDeleteLink request, CancellationToken cancellationToken)
    {
        var link = links.Read(request.Link);
        if (!link.IsSuccess)
        {
            return link.Error;
        }

        var id = link.Value;
        var found = await db.Images.AsNoTracking().Where(image => image.Id == id)
            .Select(image => new { image.FileName, IsShown = image.IsPublic && image.AllowedReferers == null && image.BlockedAt == null && image.Processing == Processing.Ready })
            .SingleOrDefaultAsync(cancellationToken);
        return found is null
            ? MediaErrors.ImageNotFound
            : new DeletablePicture(found.FileName, found.IsShown ? MediaUrls.Rendition(urls, id, Renditions.Thumbnail) : null);
    }
}
