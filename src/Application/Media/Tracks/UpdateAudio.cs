using MediatR;
using Microsoft.EntityFrameworkCore;
using Picora.Application.Abstractions;
using Picora.Application.Media.Contracts;
using Picora.Application.Pipeline;
using Picora.Domain;
using Picora.Domain.Accounts.Contracts;
using Picora.Domain.Media.Contracts;

namespace Picora.Application.Media.Tracks;

/// <summary>Changes what is given and leaves the rest; nothing given changes nothing.</summary>
/// <param name="Title">An empty one is the file's name without its extension.</param>
[RequireScope(Scope.AudioWrite)]
public sealed record UpdateAudio(string Id, string? Title, bool? IsPublic) : IRequest<Result<Success>>;

internal sealed class UpdateAudioHandler(IMediaDb db, IUnitOfWork unitOfWork, IMediaJournal journal, ICaller caller, TimeProvider time)
    : IRequestHandler<UpdateAudio, Result<Success>>
{
    public async Task<Result<Success>> Handle(UpdateAudio request, CancellationToken cancellationToken) =>
        NanoId.IsValid(request.Id, NanoId.Long)
            ? await unitOfWork.ExecuteAsync(token => ChangeAsync(request, token), cancellationToken)
            : MediaErrors.AudioNotFound;

    private async Task<Result<Success>> ChangeAsync(UpdateAudio request, CancellationToken cancellationToken)
    {
        var (owner, now) = (caller.Current.UserId, time.Now());
        var wanted = db.AudioTracks.Where(track => track.Id == request.Id && track.OwnerId == owner);
        // So that two changes of the same file come one after the other.
        if (await wanted.LockAsync(track => track.UpdatedAt, cancellationToken) == 0)
        {
            return MediaErrors.AudioNotFound;
        }

        if (request is { Title: null, IsPublic: null })
        {
            return Success.Value;
        }

        var track = await wanted.SingleAsync(cancellationToken);
        if (request.IsPublic is { } isPublic)
        {
            track.SetVisibility(isPublic, now);
        }

        var renamed = request.Title is null ? Success.Value : track.Rename(request.Title, now);
        if (renamed.IsSuccess)
        {
            await journal.ChangedAsync(owner, MediaKind.Audio, [track.Id], cancellationToken);
        }

        return renamed;
    }
}
