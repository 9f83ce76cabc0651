using MediatR;
using Picora.Application.Abstractions;
using Picora.Application.Pipeline;
using Picora.Application.Uploads.Contracts;
using Picora.Domain;
using Picora.Domain.Accounts.Contracts;
using Picora.Domain.Media.Tracks;

namespace Picora.Application.Media.Tracks;

/// <summary>Takes an audio file in. The same bytes of the same owner give the one that is there already.</summary>
[RequireScope(Scope.AudioWrite)]
public sealed record UploadAudio(IUploadBody Body) : IRequest<Result<UploadedAudio>>;

/// <param name="Duplicate">Whether the file was there already; nothing was stored or charged then.</param>
public sealed record UploadedAudio(AudioResponse Audio, bool Duplicate) : IUploadOutcome
{
    bool IUploadOutcome.Kept => !Duplicate;
}

internal sealed class UploadAudioHandler(IUploadIntake intake, AudioArrival arrival, AudioOrders orders, ISoundReader sounds)
    : IRequestHandler<UploadAudio, Result<UploadedAudio>>
{
    public async Task<Result<UploadedAudio>> Handle(UploadAudio request, CancellationToken cancellationToken)
    {
        var part = await request.Body.OpenFileAsync(cancellationToken);
        if (!part.IsSuccess)
        {
            return part.Error;
        }

        if (part.Value.ContentType is { } declared && !AudioFormats.MayBeDeclared(declared))
        {
            return AudioErrors.NotSupported(declared);
        }

        var order = orders.New(part.Value.LeastBytes);
        var missing = order.Error ?? await sounds.CheckAsync(cancellationToken);
        return missing ?? await intake.TakeInAsync(
            order.Value, part.Value.Content, (upload, token) => CompleteAsync(request.Body, part.Value.FileName, upload, token), cancellationToken);
    }

    private async Task<Result<UploadedAudio>> CompleteAsync(
        IUploadBody body, string? fileName, ReceivedUpload upload, CancellationToken cancellationToken)
    {
        var form = await body.ReadFieldsAsync(cancellationToken);
        var fields = form.Bind(AudioFields.Parse);
        return fields.IsSuccess ? await arrival.TakeAsync(upload, fileName, fields.Value, cancellationToken) : fields.Error;
    }
}
