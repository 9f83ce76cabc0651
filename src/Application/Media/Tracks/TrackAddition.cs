using Microsoft.EntityFrameworkCore;
using Picora.Application.Abstractions;
using Picora.Application.Media.Contracts;
using Picora.Application.Uploads.Contracts;
using Picora.Domain;
using Picora.Domain.Media.Contracts;
using Picora.Domain.Media.Tracks;

namespace Picora.Application.Media.Tracks;

/// <summary>Adds an audio file, or finds its twin, in one transaction. The unique index on owner and content decides races.</summary>
internal sealed class TrackAddition(
    IMediaDb db, IUnitOfWork unitOfWork, IUploadIntake intake, IMediaJournal journal, CommitSignal signal, IPublicUrls urls)
{
    /// <summary>Whether the owner has the same bytes already, as far as anybody can tell before they are added.</summary>
    public Task<bool> IsThereAsync(ReceivedUpload upload, CancellationToken cancellationToken) =>
        db.AudioTracks.AnyAsync(other => other.OwnerId == upload.Owner && other.Hash == upload.Hash, cancellationToken);

    public async Task<Result<UploadedAudio>> AddAsync(ReceivedUpload upload, AudioTrack track, CancellationToken cancellationToken)
    {
        try
        {
            return await unitOfWork.ExecuteAsync(token => AddOrFindAsync(upload, track, token), cancellationToken);
        }
        catch (Exception exception) when (unitOfWork.IsDuplicate(exception))
        {
            // Lost a race against the same bytes: the second look finds the winner.
            return await unitOfWork.ExecuteAsync(token => AddOrFindAsync(upload, track, token), cancellationToken);
        }
    }

    private async Task<Result<UploadedAudio>> AddOrFindAsync(ReceivedUpload upload, AudioTrack track, CancellationToken cancellationToken)
    {
        var twin = await db.AudioTracks.AsNoTracking().Where(other => other.OwnerId == upload.Owner && other.Hash == upload.Hash)
            .Select(TrackRow.Projection).SingleOrDefaultAsync(cancellationToken);
        if (twin is not null)
        {
            var discarded = await intake.DiscardAsync(upload, cancellationToken);
            return discarded.Map(_ => new UploadedAudio(twin.ToResponse(urls), Duplicate: true));
        }

        var settled = await intake.SettleAsync(upload, cancellationToken);
        if (!settled.IsSuccess)
        {
            return settled.Error;
        }

        db.AudioTracks.Add(track);
        await journal.AddedAsync(track.OwnerId, MediaKind.Audio, track.Id, cancellationToken);
        signal.Wake(AudioWork.Waveforms);
        return new UploadedAudio(TrackRow.Of(track).ToResponse(urls), Duplicate: false);
    }
}
