using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Picora.Application.Abstractions;
using Picora.Domain;
using Picora.Domain.Media.Tracks;
using Picora.Domain.Uploads.Contracts;

namespace Picora.Application.Media.Tracks.Waveforms;

/// <summary>The audio files whose waveforms are to be made.</summary>
internal sealed class WaveformQueue(
    IMediaDb db, IUnitOfWork unitOfWork, ISoundReader sounds, IObjectStorage storage, IOptions<AudioOptions> options, TimeProvider time)
    : WorkItemQueue<AudioTrack>(unitOfWork, time)
{
    private readonly IUnitOfWork unitOfWork = unitOfWork;

    public override string Kind => AudioWork.Waveforms;

    protected override DbSet<AudioTrack> Items => db.AudioTracks;

    protected override WorkPace Pace => options.Value.Pace;

    protected override async Task<Result<Success>> WorkAsync(AudioTrack item, CancellationToken cancellationToken)
    {
        var peaks = await sounds.MeasureAsync(item.Key, item.Format, item.SampleRate, cancellationToken);
        if (!peaks.IsSuccess)
        {
            return peaks.Error;
        }

        AudioRendition[] made =
        [
            await KeepAsync(item, AudioRendition.Peaks, TrackUrls.Numbers, WaveformData.Of(peaks.Value).ToJson(), cancellationToken),
            await KeepAsync(item, AudioRendition.Waveform, TrackUrls.WaveformPicture, WaveformPicture.Draw(peaks.Value), cancellationToken),
        ];
        var kept = await unitOfWork.ExecuteAsync(token => RecordAsync(item, made, token), cancellationToken);
        if (!kept.IsSuccess)
        {
            // Deleted, or taken over by another worker: nobody will ever ask for these.
            foreach (var rendition in made)
            {
                await storage.DeleteAsync(rendition.Key, cancellationToken);
            }
        }

        return kept;
    }

    // The row stays: it is the audio file's.
    protected override Task<int> FinishAsync(IQueryable<AudioTrack> leased, CancellationToken cancellationToken) => KeepAsync(leased, cancellationToken);

    private async Task<AudioRendition> KeepAsync(AudioTrack item, string name, string extension, byte[] content, CancellationToken cancellationToken)
    {
        var key = ObjectKey.NewVariant(item.Id, name, extension);
        await storage.PutAsync(key, new MemoryStream(content, writable: false), cancellationToken);
        return AudioRendition.Create(item.Id, name, key, content.Length);
    }

    private async Task<Result<Success>> RecordAsync(AudioTrack item, AudioRendition[] made, CancellationToken cancellationToken)
    {
        if (!await RenewAsync(item, cancellationToken))
        {
            return LeaseLost;
        }

        // An attempt before this one may have come this far; its files are swept.
        await db.AudioRenditions.Where(row => row.TrackId == item.Id && row.Name != AudioRendition.Cover).ExecuteDeleteAsync(cancellationToken);
        db.AudioRenditions.AddRange(made);
        return Success.Value;
    }
}
