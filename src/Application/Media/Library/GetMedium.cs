using MediatR;
using Picora.Application.Abstractions;
using Picora.Application.Media.Contracts;
using Picora.Application.Pipeline;
using Picora.Domain;
using Picora.Domain.Accounts.Contracts;
using Picora.Domain.Media.Contracts;

namespace Picora.Application.Media.Library;

/// <summary>One of the caller's media, of whatever kind. Somebody else's is as unknown as one that never was; so is one of a kind that the caller may not read.</summary>
[RequireAnyScope(Scope.ImagesRead | Scope.VideosRead | Scope.AudioRead)]
public sealed record GetMedium(string Id) : IRequest<Result<MediaItem>>;

internal sealed class GetMediumHandler(MediaShelves shelves, ICaller caller) : IRequestHandler<GetMedium, Result<MediaItem>>
{
    private static readonly Error NotFound = Error.NotFound("Media not found");

    public async Task<Result<MediaItem>> Handle(GetMedium request, CancellationToken cancellationToken)
    {
        if (!MediaIds.IsValid(request.Id))
        {
            return NotFound;
        }

        foreach (var kind in shelves.Readable(MediaKinds.All).Value)
        {
            if (await shelves.Of(kind).ReadAsync(caller.Current.UserId, [request.Id], cancellationToken) is [var found])
            {
                return found.Item;
            }
        }

        return NotFound;
    }
}
