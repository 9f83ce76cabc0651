using Picora.Application.Abstractions;
using Picora.Application.Media.Contracts;
using Picora.Application.Pipeline;
using Picora.Application.Uploads.Contracts;
using Picora.Domain;
using Picora.Domain.Accounts.Contracts;

namespace Picora.Application.Media;

internal sealed class EmbeddedPictures(ImageOrders orders, ImageArrival arrival, ICaller caller) : IEmbeddedPictures
{
    public Result<UploadOrder> Order(long bytes) => caller.Current.Scopes.HasFlag(Scope.ImagesWrite)
        ? orders.New(bytes)
        : AccessErrors.InsufficientScope(Scope.ImagesWrite, caller.Current.Scopes);

    public async Task<Result<ArrivedMedium>> TakeAsync(ReceivedUpload upload, string fileName, bool isPublic, CancellationToken cancellationToken)
    {
        var fields = new ImageFields(null, [], isPublic, null, null) { LeavesTwin = true };
        var taken = await arrival.TakeAsync(upload, fileName, fields, cancellationToken);
        return taken.Map(uploaded => new ArrivedMedium(uploaded.Image.ToItem(), uploaded.Duplicate) { Rewritten = uploaded.Rewritten });
    }
}
