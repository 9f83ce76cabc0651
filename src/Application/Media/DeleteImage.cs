using MediatR;
using Picora.Application.Abstractions;
using Picora.Application.Media.Trash;
using Picora.Application.Pipeline;
using Picora.Domain;
using Picora.Domain.Accounts.Contracts;
using Picora.Domain.Media;

namespace Picora.Application.Media;

/// <summary>Deletes one of the caller's pictures; its address is dead at once.</summary>
/// <param name="Trash">Whether it can be taken back for a while; null for what is usual here.</param>
[RequireScope(Scope.ImagesDelete)]
public sealed record DeleteImage(string Id, bool? Trash = null) : IRequest<Result<Success>>;

internal sealed class DeleteImageHandler(ImageTrash trash, ICaller caller) : IRequestHandler<DeleteImage, Result<Success>>
{
    public async Task<Result<Success>> Handle(DeleteImage request, CancellationToken cancellationToken)
    {
        if (ImageId.Parse(request.Id) is not { } id)
        {
            return MediaErrors.ImageNotFound;
        }

        var removed = await trash.DeleteAsync(caller.Current.UserId, [id], request.Trash, cancellationToken);
        return removed.Bind<Success>(count => count == 1 ? Success.Value : MediaErrors.ImageNotFound);
    }
}
