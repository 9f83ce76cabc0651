using MediatR;
using Microsoft.EntityFrameworkCore;
using Picora.Application.Abstractions;
using Picora.Application.Pipeline;
using Picora.Domain;
using Picora.Domain.Accounts.Contracts;

namespace Picora.Application.Media.Tracks;

/// <summary>One of the caller's audio files. Somebody else's is as unknown as one that never was.</summary>
[RequireScope(Scope.AudioRead)]
public sealed record GetAudio(string Id) : IRequest<Result<AudioResponse>>;

internal sealed class GetAudioHandler(IMediaDb db, ICaller caller, IPublicUrls urls) : IRequestHandler<GetAudio, Result<AudioResponse>>
{
    public async Task<Result<AudioResponse>> Handle(GetAudio request, CancellationToken cancellationToken)
    {
        var owner = caller.Current.UserId;
        var row = NanoId.IsValid(request.Id, NanoId.Long)
            ? await db.AudioTracks.AsNoTracking().Where(track => track.Id == request.Id && track.OwnerId == owner)
                .Select(TrackRow.Projection).SingleOrDefaultAsync(cancellationToken)
            : null;
        return row is null ? MediaErrors.AudioNotFound : row.ToResponse(urls);
    }
}
