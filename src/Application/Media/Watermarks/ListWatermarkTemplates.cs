using MediatR;
using Microsoft.EntityFrameworkCore;
using Picora.Application.Abstractions;
using Picora.Application.Pipeline;
using Picora.Domain;

namespace Picora.Application.Media.Watermarks;

/// <summary>The caller's templates, newest first. An option bounds them, so there is no paging.</summary>
[RequireSession]
public sealed record ListWatermarkTemplates : IRequest<Result<IReadOnlyList<WatermarkTemplateResponse>>>;

internal sealed class ListWatermarkTemplatesHandler(IMediaDb db, ICaller caller, IPublicUrls urls)
    : IRequestHandler<ListWatermarkTemplates, Result<IReadOnlyList<WatermarkTemplateResponse>>>
{
    public async Task<Result<IReadOnlyList<WatermarkTemplateResponse>>> Handle(ListWatermarkTemplates request, CancellationToken cancellationToken)
    {
        var owner = caller.Current.UserId;
        var own = await db.WatermarkTemplates.AsNoTracking().Where(template => template.OwnerId == owner && template.DeletedAt == null)
            .OrderByDescending(template => template.CreatedAt).ThenByDescending(template => template.Id).ToListAsync(cancellationToken);
        return own.Select(template => WatermarkTemplateResponse.From(template, urls)).ToList();
    }
}
