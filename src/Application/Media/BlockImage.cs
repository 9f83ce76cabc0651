using MediatR;
using Microsoft.EntityFrameworkCore;
using Picora.Application.Abstractions;
using Picora.Application.Pipeline;
using Picora.Domain;
using Picora.Domain.Media;
using Picora.Domain.Media.Videos;

namespace Picora.Application.Media;

/// <summary>Withholds a picture, a video or an audio file from everybody, or gives it back. Its row, its bytes and what it costs stay as they are.</summary>
[RequireAdministrator]
public sealed record BlockImage(string Id, bool Blocked) : IRequest<Result<Success>>;

internal sealed class BlockImageHandler(IMediaDb db, IUnitOfWork unitOfWork, TimeProvider time) : IRequestHandler<BlockImage, Result<Success>>
{
    public Task<Result<Success>> Handle(BlockImage request, CancellationToken cancellationToken)
    {
        DateTimeOffset? since = request.Blocked ? time.Now() : null;
        return unitOfWork.ExecuteAsync<Success>(
            async token => await BlockAsync(request.Id, since, token) == 1 ? Success.Value : MediaErrors.ImageNotFound, cancellationToken);
    }

    private async Task<int> BlockAsync(string id, DateTimeOffset? since, CancellationToken cancellationToken)
    {
        if (ImageId.Parse(id) is { } picture)
        {
            return await db.Images.WithTrash().Where(image => image.Id == picture).ExecuteUpdateAsync(set => set.SetProperty(image => image.BlockedAt, since), cancellationToken);
        }

        var tracks = await db.AudioTracks.Where(track => track.Id == id).ExecuteUpdateAsync(set => set.SetProperty(track => track.BlockedAt, since), cancellationToken);
        var video = VideoId.Parse(id) ?? default;
        return tracks + await db.Videos.Where(row => row.Id == video).ExecuteUpdateAsync(set => set.SetProperty(row => row.BlockedAt, since), cancellationToken);
    }
}
