using MediatR;
using Picora.Application.Abstractions;
using Picora.Application.Pipeline;
using Picora.Domain;
using Picora.Domain.Accounts.Contracts;
using Picora.Domain.Media.Videos;

namespace Picora.Application.Media.Videos;

/// <summary>Deletes one of the caller's videos; its addresses are dead at once, and whatever works on it stops.</summary>
[RequireScope(Scope.VideosDelete)]
public sealed record DeleteVideo(string Id) : IRequest<Result<Success>>;

internal sealed class DeleteVideoHandler(VideoRemoval removal, ICaller caller) : IRequestHandler<DeleteVideo, Result<Success>>
{
    public async Task<Result<Success>> Handle(DeleteVideo request, CancellationToken cancellationToken)
    {
        if (VideoId.Parse(request.Id) is not { } id)
        {
            return MediaErrors.VideoNotFound;
        }

        var removed = await removal.RemoveAsync(caller.Current.UserId, [id], cancellationToken);
        return removed.Bind<Success>(gone => gone.Count == 1 ? Success.Value : MediaErrors.VideoNotFound);
    }
}
