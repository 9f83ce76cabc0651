using Picora.Application.Media.Contracts;
using Picora.Application.Uploads.Contracts;
using Picora.Domain;
using Picora.Domain.Media.Contracts;

namespace Picora.Application.Media.Tracks;

/// <summary>Audio that came by another way than its own upload form.</summary>
internal sealed class AudioMediaArrival(AudioOrders orders, AudioArrival arrival) : IMediaArrival
{
    public MediaKind Kind => MediaKind.Audio;

    public Result<UploadOrder> Order(long? leastBytes) => orders.New(leastBytes);

    public async Task<Result<ArrivedMedium>> TakeAsync(
        ReceivedUpload upload, string? fileName, IReadOnlyDictionary<string, string> fields, CancellationToken cancellationToken)
    {
        var parsed = AudioFields.Parse(fields);
        var taken = parsed.IsSuccess ? await arrival.TakeAsync(upload, fileName, parsed.Value, cancellationToken) : parsed.Error;
        return taken.Map(uploaded => new ArrivedMedium(uploaded.Audio.ToItem(), uploaded.Duplicate));
    }
}
