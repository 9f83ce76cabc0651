using Microsoft.EntityFrameworkCore;
using Picora.Application.Abstractions;
using Picora.Application.Media.Contracts;
using Picora.Application.Uploads.Contracts;
using Picora.Domain;
using Picora.Domain.Accounts.Contracts;
using Picora.Domain.Media.Contracts;
using Picora.Domain.Uploads.Contracts;

namespace Picora.Application.Media.Tracks;

/// <summary>Audio that came by another way than its own upload form.</summary>
internal sealed class AudioMediaArrival(AudioOrders orders, AudioArrival arrival, ISoundReader sounds, IMediaDb db, IPublicUrls urls) : IMediaArrival
{
    public MediaKind Kind => MediaKind.Audio;

    public Result<UploadOrder> Order(long? leastBytes) => orders.New(leastBytes);

    public Result<Success> CheckFields(IReadOnlyDictionary<string, string> fields) => AudioFields.Parse(fields).Map(_ => Success.Value);

    public Task<Error?> CheckServerAsync(CancellationToken cancellationToken) => sounds.CheckAsync(cancellationToken);

    public async Task<MediaItem?> FindAsync(UserId owner, string id, ContentHash hash, CancellationToken cancellationToken)
    {
        var mine = db.AudioTracks.AsNoTracking().Where(track => track.OwnerId == owner && track.ErasedAt == null);
        var row = await mine.Where(track => track.Id == id).Select(TrackRow.Projection).SingleOrDefaultAsync(cancellationToken)
            ?? await mine.Where(track => track.Hash == hash).Select(TrackRow.Projection).SingleOrDefaultAsync(cancellationToken);
        return row?.ToResponse(urls).ToItem();
    }

    public async Task<Result<ArrivedMedium>> TakeAsync(
        ReceivedUpload upload, string? fileName, IReadOnlyDictionary<string, string> fields, CancellationToken cancellationToken)
    {
        var parsed = AudioFields.Parse(fields);
        var taken = parsed.IsSuccess ? await arrival.TakeAsync(upload, fileName, parsed.Value, cancellationToken) : parsed.Error;
        return taken.Map(uploaded => new ArrivedMedium(uploaded.Audio.ToItem(), uploaded.Duplicate));
    }
}
