using Microsoft.EntityFrameworkCore;
using Picora.Application.Abstractions;
using Picora.Application.Media.Contracts;
using Picora.Application.Uploads.Contracts;
using Picora.Domain;
using Picora.Domain.Media.Contracts;
using Picora.Domain.Media.Videos;

namespace Picora.Application.Media.Videos;

/// <summary>Adds a video, or finds its twin, in one transaction. The unique index on owner and content decides races.</summary>
internal sealed class VideoRegistration(IMediaDb db, IUnitOfWork unitOfWork, IUploadIntake intake, IMediaJournal journal, CommitSignal signal, TimeProvider time)
{
    public async Task<Result<RegisteredVideo>> RegisterAsync(ReceivedUpload upload, NewVideo arrived, ImageFields fields, CancellationToken cancellationToken)
    {
        var video = Video.Create(arrived, fields.Title, fields.Tags, fields.IsPublic, time.Now());
        if (!video.IsSuccess)
        {
            return video.Error;
        }

        try
        {
            return await unitOfWork.ExecuteAsync(token => AddOrFindAsync(upload, video.Value, token), cancellationToken);
        }
        catch (Exception exception) when (unitOfWork.IsDuplicate(exception))
        {
            // Lost a race against the same bytes: the second look finds the winner.
            return await unitOfWork.ExecuteAsync(token => AddOrFindAsync(upload, video.Value, token), cancellationToken);
        }
    }

    private async Task<Result<RegisteredVideo>> AddOrFindAsync(ReceivedUpload upload, Video video, CancellationToken cancellationToken)
    {
        var twin = await db.Videos.AsNoTracking().Where(other => other.OwnerId == upload.Owner && other.Hash == upload.Hash)
            .Select(VideoRow.Projection).SingleOrDefaultAsync(cancellationToken);
        if (twin is not null)
        {
            var discarded = await intake.DiscardAsync(upload, cancellationToken);
            return discarded.Map(_ => new RegisteredVideo(twin, Duplicate: true));
        }

        var settled = await intake.SettleAsync(upload, cancellationToken);
        if (!settled.IsSuccess)
        {
            return settled.Error;
        }

        db.Videos.Add(video);
        await journal.AddedAsync(upload.Owner, MediaKind.Video, video.Id.Value, cancellationToken);
        signal.Wake(VideoTranscodes.QueueKind);
        return new RegisteredVideo(VideoRow.Of(video), Duplicate: false);
    }
}
