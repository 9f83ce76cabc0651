using MediatR;
using Picora.Application.Abstractions;
using Picora.Application.Pipeline;
using Picora.Domain;
using Picora.Domain.Accounts.Contracts;
using Picora.Domain.Media;

namespace Picora.Application.Media;

/// <summary>Deletes one of the caller's pictures; its address is dead at once.</summary>
[RequireScope(Scope.ImagesDelete)]
public sealed record DeleteImage(string Id) : IRequest<Result<Success>>;

internal sealed class DeleteImageHandler(ImageRemoval removal, ICaller caller) : IRequestHandler<DeleteImage, Result<Success>>
{
    public async Task<Result<Success>> Handle(DeleteImage request, CancellationToken cancellationToken)
    {
        if (ImageId.Parse(request.Id) is not { } id)
        {
            return MediaErrors.ImageNotFound;
        }

        var removed = await removal.RemoveAsync(caller.Current.UserId, [id], cancellationToken);
        return removed.Bind<Success>(count => count == 1 ? Success.Value : MediaErrors.ImageNotFound);
    }
}
