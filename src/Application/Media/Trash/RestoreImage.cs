using MediatR;
using Picora.Application.Abstractions;
using Picora.Application.Media.Links;
using Picora.Application.Pipeline;
using Picora.Domain;
using Picora.Domain.Accounts.Contracts;
using Picora.Domain.Media;

namespace Picora.Application.Media.Trash;

/// <summary>Takes a picture back from the trash: the same id, the same address, in its collection if that is still there.</summary>
[RequireScope(Scope.ImagesWrite)]
public sealed record RestoreImage(string Id) : IRequest<Result<ImageResponse>>;

internal sealed class RestoreImageHandler(ImageTrash trash, ICaller caller, DeleteLinks links) : IRequestHandler<RestoreImage, Result<ImageResponse>>
{
    public async Task<Result<ImageResponse>> Handle(RestoreImage request, CancellationToken cancellationToken)
    {
        if (ImageId.Parse(request.Id) is not { } id)
        {
            return MediaErrors.ImageNotFound;
        }

        var restored = await trash.RestoreAsync(caller.Current.UserId, [id], cancellationToken);
        return restored.Bind<ImageResponse>(images => images is [var image] ? links.Show(ImageRow.Of(image)) : MediaErrors.ImageNotFound);
    }
}
