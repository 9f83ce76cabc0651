using MediatR;
using Microsoft.EntityFrameworkCore;
using Picora.Application.Abstractions;
using Picora.Application.Pipeline;
using Picora.Domain;
using Picora.Domain.Media;

namespace Picora.Application.Media.Watermarks;

[RequireSession]
public sealed record GetWatermarkTemplate(string Id) : IRequest<Result<WatermarkTemplateResponse>>;

internal sealed class GetWatermarkTemplateHandler(IMediaDb db, ICaller caller, IPublicUrls urls)
    : IRequestHandler<GetWatermarkTemplate, Result<WatermarkTemplateResponse>>
{
    public async Task<Result<WatermarkTemplateResponse>> Handle(GetWatermarkTemplate request, CancellationToken cancellationToken)
    {
        var (id, owner) = (new WatermarkTemplateId(request.Id), caller.Current.UserId);
        var template = await db.WatermarkTemplates.AsNoTracking()
            .SingleOrDefaultAsync(row => row.Id == id && row.OwnerId == owner && row.DeletedAt == null, cancellationToken);
        return template is null ? WatermarkErrors.NotFound : WatermarkTemplateResponse.From(template, urls);
    }
}
