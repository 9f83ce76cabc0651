using Microsoft.EntityFrameworkCore;
using Picora.Application.Abstractions;
using Picora.Application.Media.Contracts;
using Picora.Application.Uploads.Contracts;
using Picora.Domain;
using Picora.Domain.Accounts.Contracts;
using Picora.Domain.Media;
using Picora.Domain.Media.Contracts;
using Picora.Domain.Uploads.Contracts;

namespace Picora.Application.Media;

/// <summary>Pictures that came by another way than their own upload form.</summary>
internal sealed class ImageMediaArrival(ImageOrders orders, ImageArrival arrival, IMediaDb db, IPublicUrls urls) : IMediaArrival
{
    public MediaKind Kind => MediaKind.Image;

    public Result<UploadOrder> Order(long? leastBytes) => orders.New(leastBytes);

    public Result<Success> CheckFields(IReadOnlyDictionary<string, string> fields) => ImageFields.Parse(fields).Map(_ => Success.Value);

    public async Task<MediaItem?> FindAsync(UserId owner, string id, ContentHash hash, CancellationToken cancellationToken)
    {
        var mine = db.Images.AsNoTracking().Where(image => image.OwnerId == owner);
        var row = ImageId.Parse(id) is { } promised
            ? await mine.Where(image => image.Id == promised).Select(ImageRow.Projection).SingleOrDefaultAsync(cancellationToken)
            : null;
        row ??= await mine.Where(image => image.Hash == hash).Select(ImageRow.Projection).SingleOrDefaultAsync(cancellationToken);
        return row?.ToResponse(urls).ToItem();
    }

    public async Task<Result<ArrivedMedium>> TakeAsync(
        ReceivedUpload upload, string? fileName, IReadOnlyDictionary<string, string> fields, CancellationToken cancellationToken)
    {
        var parsed = ImageFields.Parse(fields);
        var taken = parsed.IsSuccess ? await arrival.TakeAsync(upload, fileName, parsed.Value, cancellationToken) : parsed.Error;
        return taken.Map(uploaded => new ArrivedMedium(uploaded.Image.ToItem(), uploaded.Duplicate) { Rewritten = uploaded.Rewritten });
    }
}
