using MediatR;
using Microsoft.EntityFrameworkCore;
using Picora.Application.Abstractions;
using Picora.Application.Media.Links;
using Picora.Application.Pipeline;
using Picora.Domain;
using Picora.Domain.Accounts.Contracts;
using Picora.Domain.Media;

namespace Picora.Application.Media;

/// <summary>One of the caller's pictures. Somebody else's is as unknown as one that never was.</summary>
[RequireScope(Scope.ImagesRead)]
public sealed record GetImage(string Id) : IRequest<Result<ImageResponse>>;

internal sealed class GetImageHandler(IMediaDb db, ICaller caller, DeleteLinks links) : IRequestHandler<GetImage, Result<ImageResponse>>
{
    public async Task<Result<ImageResponse>> Handle(GetImage request, CancellationToken cancellationToken)
    {
        var owner = caller.Current.UserId;
        if (ImageId.Parse(request.Id) is not { } id)
        {
            return MediaErrors.ImageNotFound;
        }

        var row = await db.Images.AsNoTracking().Where(image => image.Id == id && image.OwnerId == owner)
            .Select(ImageRow.Projection).SingleOrDefaultAsync(cancellationToken);
        return row is null ? MediaErrors.ImageNotFound : links.Show(row);
    }
}
