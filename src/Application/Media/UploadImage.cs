using MediatR;
using Picora.Application.Pipeline;
using Picora.Application.Uploads.Contracts;
using Picora.Domain;
using Picora.Domain.Accounts.Contracts;

namespace Picora.Application.Media;

/// <summary>Takes a picture in. The same bytes of the same owner give the picture that is there already.</summary>
[RequireScope(Scope.ImagesWrite)]
public sealed record UploadImage(IUploadBody Body) : IRequest<Result<UploadedImage>>;

/// <param name="Duplicate">Whether the picture was there already; nothing was stored or charged then.</param>
public sealed record UploadedImage(ImageResponse Image, bool Duplicate) : IUploadOutcome
{
    /// <summary>Whether another file, written anew from the one that came, is kept in its stead.</summary>
    public bool Rewritten { get; init; }

    bool IUploadOutcome.Kept => !Duplicate && !Rewritten;
}

internal sealed class UploadImageHandler(IUploadIntake intake, ImageArrival arrival, ImageOrders orders)
    : IRequestHandler<UploadImage, Result<UploadedImage>>
{
    public async Task<Result<UploadedImage>> Handle(UploadImage request, CancellationToken cancellationToken)
    {
        var part = await request.Body.OpenFileAsync(cancellationToken);
        if (!part.IsSuccess)
        {
            return part.Error;
        }

        return await intake.TakeInAsync(
            orders.New(part.Value.LeastBytes), part.Value.Content, (upload, token) => CompleteAsync(request.Body, part.Value.FileName, upload, token), cancellationToken);
    }

    private async Task<Result<UploadedImage>> CompleteAsync(
        IUploadBody body, string? fileName, ReceivedUpload upload, CancellationToken cancellationToken)
    {
        var form = await body.ReadFieldsAsync(cancellationToken);
        var fields = form.Bind(ImageFields.Parse);
        return fields.IsSuccess ? await arrival.TakeAsync(upload, fileName, fields.Value, cancellationToken) : fields.Error;
    }
}
