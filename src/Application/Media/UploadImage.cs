using MediatR;
using Microsoft.Extensions.Options;
using Picora.Application.Abstractions;
using Picora.Application.Pipeline;
using Picora.Application.Uploads.Contracts;
using Picora.Domain;
using Picora.Domain.Accounts.Contracts;
using Picora.Domain.Media;
using Picora.Domain.Quotas.Contracts;
using Picora.Domain.Uploads.Contracts;

namespace Picora.Application.Media;

/// <summary>Takes a picture in. The same bytes of the same owner give the picture that is there already.</summary>
[RequireScope(Scope.ImagesWrite)]
public sealed record UploadImage(IUploadBody Body) : IRequest<Result<UploadedImage>>;

/// <param name="Duplicate">Whether the picture was there already; nothing was stored or charged then.</param>
public sealed record UploadedImage(ImageResponse Image, bool Duplicate) : IUploadOutcome
{
    bool IUploadOutcome.Kept => !Duplicate;
}

internal sealed class UploadImageHandler(
    IUploadIntake intake,
    IImageInspector inspector,
    IObjectStorage storage,
    ImageRegistration registration,
    ICaller caller,
    IOptions<ImagingOptions> options)
    : IRequestHandler<UploadImage, Result<UploadedImage>>
{
    public async Task<Result<UploadedImage>> Handle(UploadImage request, CancellationToken cancellationToken)
    {
        var part = await request.Body.OpenFileAsync(cancellationToken);
        if (!part.IsSuccess)
        {
            return part.Error;
        }

        var order = new UploadOrder(
            caller.Current.UserId, caller.Current.Plan, QuotaType.ImageStorage, part.Value.LeastBytes, options.Value.MaxBytes);
        return await intake.TakeInAsync(
            order, part.Value.Content, (upload, token) => CompleteAsync(request.Body, part.Value.FileName, upload, token), cancellationToken);
    }

    private async Task<Result<UploadedImage>> CompleteAsync(
        IUploadBody body, string? fileName, ReceivedUpload upload, CancellationToken cancellationToken)
    {
        var form = await body.ReadFieldsAsync(cancellationToken);
        var fields = form.Bind(ImageFields.Parse);
        if (!fields.IsSuccess)
        {
            return fields.Error;
        }

        await using var stored = await storage.OpenAsync(upload.Key, cancellationToken)
            ?? throw new IOException($"Object {upload.Key} is gone though it was just stored.");
        var facts = await inspector.InspectAsync(stored, cancellationToken);
        if (!facts.IsSuccess)
        {
            return facts.Error;
        }

        var name = FileNames.Normalise(fileName, $"image.{facts.Value.Format.Extension()}");
        return await registration.RegisterAsync(upload, facts.Value, name, fields.Value, cancellationToken);
    }
}
