using Picora.Application.Media.Contracts;
using Picora.Application.Uploads.Contracts;
using Picora.Domain;
using Picora.Domain.Media.Contracts;

namespace Picora.Application.Media;

/// <summary>Pictures that came by another way than their own upload form.</summary>
internal sealed class ImageMediaArrival(ImageOrders orders, ImageArrival arrival) : IMediaArrival
{
    public MediaKind Kind => MediaKind.Image;

    public Result<UploadOrder> Order(long? leastBytes) => orders.New(leastBytes);

    public async Task<Result<ArrivedMedium>> TakeAsync(
        ReceivedUpload upload, string? fileName, IReadOnlyDictionary<string, string> fields, CancellationToken cancellationToken)
    {
        var parsed = ImageFields.Parse(fields);
        var taken = parsed.IsSuccess ? await arrival.TakeAsync(upload, fileName, parsed.Value, cancellationToken) : parsed.Error;
        return taken.Map(uploaded => new ArrivedMedium(uploaded.Image.ToItem(), uploaded.Duplicate) { Rewritten = uploaded.Rewritten });
    }
}
