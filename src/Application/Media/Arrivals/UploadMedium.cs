using MediatR;
using Picora.Application.Media.Contracts;
using Picora.Application.Pipeline;
using Picora.Application.Uploads.Contracts;
using Picora.Domain;
using Picora.Domain.Accounts.Contracts;

namespace Picora.Application.Media.Arrivals;

/// <summary>Takes a picture, video or audio file in whose kind its content shows. The kind decides which scope is needed.</summary>
[RequireAnyScope(Scope.ImagesWrite | Scope.VideosWrite | Scope.AudioWrite)]
public sealed record UploadMedium(IUploadBody Body) : IRequest<Result<ArrivedMedium>>;

internal sealed class UploadMediumHandler(MediaArrivals arrivals) : IRequestHandler<UploadMedium, Result<ArrivedMedium>>
{
    public async Task<Result<ArrivedMedium>> Handle(UploadMedium request, CancellationToken cancellationToken)
    {
        if (arrivals.Refuse(type: null) is { } refusal)
        {
            return refusal;
        }

        var part = await request.Body.OpenFileAsync(cancellationToken);
        if (!part.IsSuccess)
        {
            return part.Error;
        }

        var (content, fileName, leastBytes) = part.Value;
        var file = new ArrivingFile(content, fileName, leastBytes, request.Body.ReadFieldsAsync)
        {
            Type = part.Value.Fields.GetValueOrDefault(MediaArrivals.TypeField),
        };
        return await arrivals.TakeAsync(file, cancellationToken);
    }
}
