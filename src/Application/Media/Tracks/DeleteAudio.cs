using MediatR;
using Picora.Application.Abstractions;
using Picora.Application.Pipeline;
using Picora.Domain;
using Picora.Domain.Accounts.Contracts;

namespace Picora.Application.Media.Tracks;

/// <summary>Deletes one of the caller's audio files for good; its addresses are dead at once.</summary>
[RequireScope(Scope.AudioDelete)]
public sealed record DeleteAudio(string Id) : IRequest<Result<Success>>;

internal sealed class DeleteAudioHandler(TrackRemoval removal, ICaller caller) : IRequestHandler<DeleteAudio, Result<Success>>
{
    public Task<Result<Success>> Handle(DeleteAudio request, CancellationToken cancellationToken) =>
        removal.RemoveAsync(caller.Current.UserId, request.Id, cancellationToken);
}
