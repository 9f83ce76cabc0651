using MediatR;
using Microsoft.EntityFrameworkCore;
using Picora.Application.Abstractions;
using Picora.Application.Pipeline;
using Picora.Domain;
using Picora.Domain.Media;

namespace Picora.Application.Media;

/// <summary>Withholds a picture from everybody, or gives it back. Its row, its bytes and what it costs stay as they are.</summary>
[RequireAdministrator]
public sealed record BlockImage(string Id, bool Blocked) : IRequest<Result<Success>>;

internal sealed class BlockImageHandler(IMediaDb db, IUnitOfWork unitOfWork, TimeProvider time) : IRequestHandler<BlockImage, Result<Success>>
{
    public Task<Result<Success>> Handle(BlockImage request, CancellationToken cancellationToken)
    {
        var id = ImageId.Parse(request.Id) ?? default;
        DateTimeOffset? since = request.Blocked ? time.Now() : null;
        return unitOfWork.ExecuteAsync<Success>(
            async token => await db.Images.WithTrash().Where(image => image.Id == id)
                .ExecuteUpdateAsync(set => set.SetProperty(image => image.BlockedAt, since), token) == 1
                ? Success.Value
                : MediaErrors.ImageNotFound,
            cancellationToken);
    }
}
