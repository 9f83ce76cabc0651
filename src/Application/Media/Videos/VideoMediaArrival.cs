using Microsoft.EntityFrameworkCore;
using Picora.Application.Abstractions;
using Picora.Application.Media.Contracts;
using Picora.Application.Uploads.Contracts;
using Picora.Domain;
using Picora.Domain.Accounts.Contracts;
using Picora.Domain.Media.Contracts;
using Picora.Domain.Media.Videos;
using Picora.Domain.Uploads.Contracts;

namespace Picora.Application.Media.Videos;

/// <summary>Videos that came by another way than their own upload form.</summary>
internal sealed class VideoMediaArrival(VideoOrders orders, VideoArrival arrival, VideoViews views, IMediaProbe probe, IMediaDb db) : IMediaArrival
{
    public MediaKind Kind => MediaKind.Video;

    public Result<UploadOrder> Order(long? leastBytes) => orders.New(leastBytes);

    public Result<Success> CheckFields(IReadOnlyDictionary<string, string> fields) => ImageFields.Parse(fields).Map(_ => Success.Value);

    public Task<Error?> CheckServerAsync(CancellationToken cancellationToken) => probe.CheckAsync(cancellationToken);

    public async Task<MediaItem?> FindAsync(UserId owner, string id, ContentHash hash, CancellationToken cancellationToken)
    {
        var mine = db.Videos.AsNoTracking().Where(video => video.OwnerId == owner && video.ErasedAt == null);
        var row = VideoId.Parse(id) is { } promised
            ? await mine.Where(video => video.Id == promised).Select(VideoRow.Projection).SingleOrDefaultAsync(cancellationToken)
            : null;
        row ??= await mine.Where(video => video.Hash == hash).Select(VideoRow.Projection).SingleOrDefaultAsync(cancellationToken);
        return row is null ? null : views.ToItem(row);
    }

    public async Task<Result<ArrivedMedium>> TakeAsync(
        ReceivedUpload upload, string? fileName, IReadOnlyDictionary<string, string> fields, CancellationToken cancellationToken)
    {
        var parsed = ImageFields.Parse(fields);
        var taken = parsed.IsSuccess ? await arrival.TakeAsync(upload, fileName, parsed.Value, cancellationToken) : parsed.Error;
        return taken.Map(video => new ArrivedMedium(views.ToItem(video.Row), video.Duplicate));
    }
}
