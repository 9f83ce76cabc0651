using Picora.Application.Abstractions;
using Picora.Application.Media.Arrivals;
using Picora.Application.Media.Contracts;
using Picora.Application.Quotas.Contracts;
using Picora.Application.Uploads.Contracts;
using Picora.Domain;
using Picora.Domain.Media.Contracts;
using Picora.Domain.Media.Tracks;
using Picora.Domain.Uploads.Contracts;

namespace Picora.Application.Media.Tracks;

/// <summary>Looks at a file that has arrived and makes it somebody's audio, or says why not.</summary>
internal sealed class AudioArrival(
    ISoundReader sounds, TrackCovers covers, TrackAddition addition, IPlanCatalog plans, ArrivalMetrics metrics, TimeProvider time)
{
    /// <param name="fileName">As the client names it: hostile until normalised.</param>
    public async Task<Result<UploadedAudio>> TakeAsync(ReceivedUpload upload, string? fileName, AudioFields fields, CancellationToken cancellationToken)
    {
        var facts = await sounds.InspectAsync(upload.Key, cancellationToken);
        if (!facts.IsSuccess)
        {
            return facts.Error;
        }

        if (TypeClaims.Refuse(upload.AnnouncedType, facts.Value.Format.MimeType()) is { } refusal)
        {
            return refusal;
        }

        var limit = plans.For(upload.Plan).AudioFileSeconds;
        if (facts.Value.Seconds > limit)
        {
            return AudioErrors.TooLong(facts.Value.Seconds.Value, limit);
        }

        var name = FileNames.Normalise(fileName, $"audio.{facts.Value.Format.Extension()}");
        var verified = new NewTrack(upload.Owner, upload.Key, upload.Hash, upload.SizeBytes, facts.Value, name) { Id = upload.MediumId };
        var track = AudioTrack.Create(verified, fields.Title, fields.IsPublic, time.Now());
        return track.IsSuccess ? await AddAsync(upload, track.Value, facts.Value, cancellationToken) : track.Error;
    }

    private async Task<Result<UploadedAudio>> AddAsync(ReceivedUpload upload, AudioTrack track, AudioFacts facts, CancellationToken cancellationToken)
    {
        if (facts.Cover is { } picture
            && !await addition.IsThereAsync(upload, cancellationToken)
            && await covers.MakeAsync(track, picture, cancellationToken) is { } cover)
        {
            track.Keep(cover);
        }

        var added = await addition.AddAsync(upload, track, cancellationToken);
        if (added is not { IsSuccess: true, Value.Duplicate: false })
        {
            await covers.DropAsync(track, CancellationToken.None);
        }

        if (added.IsSuccess)
        {
            metrics.Count(MediaKind.Audio.ToName(), added.Value.Duplicate, upload.SizeBytes);
        }

        return added;
    }
}
