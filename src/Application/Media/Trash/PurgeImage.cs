using MediatR;
using Picora.Application.Abstractions;
using Picora.Application.Pipeline;
using Picora.Domain;
using Picora.Domain.Accounts.Contracts;
using Picora.Domain.Media;

namespace Picora.Application.Media.Trash;

/// <summary>Removes a picture in the trash for good.</summary>
[RequireScope(Scope.ImagesDelete)]
public sealed record PurgeImage(string Id) : IRequest<Result<Success>>;

internal sealed class PurgeImageHandler(ImageRemoval removal, ICaller caller) : IRequestHandler<PurgeImage, Result<Success>>
{
    public async Task<Result<Success>> Handle(PurgeImage request, CancellationToken cancellationToken)
    {
        if (ImageId.Parse(request.Id) is not { } id)
        {
            return MediaErrors.ImageNotFound;
        }

        var removed = await removal.RemoveAsync(caller.Current.UserId, [id], Shelf.Trash, cancellationToken);
        return removed.Bind<Success>(count => count == 1 ? Success.Value : MediaErrors.ImageNotFound);
    }
}
