using MediatR;
using Microsoft.EntityFrameworkCore;
using Picora.Application.Abstractions;
using Picora.Application.Pipeline;
using Picora.Domain;
using Picora.Domain.Media;

namespace Picora.Application.Media.Watermarks;

/// <summary>What was made with the template stays; nothing new is.</summary>
[RequireSession]
public sealed record DeleteWatermarkTemplate(string Id) : IRequest<Result<Success>>;

internal sealed class DeleteWatermarkTemplateHandler(IMediaDb db, IUnitOfWork unitOfWork, ICaller caller, TimeProvider time)
    : IRequestHandler<DeleteWatermarkTemplate, Result<Success>>
{
    // As long as clients may keep a variant that they have seen.
    private static readonly TimeSpan Remembered = TimeSpan.FromDays(365);

    public Task<Result<Success>> Handle(DeleteWatermarkTemplate request, CancellationToken cancellationToken) => unitOfWork.ExecuteAsync<Success>(
        async token =>
        {
            var (id, owner, now) = (new WatermarkTemplateId(request.Id), caller.Current.UserId, time.Now());
            var before = now - Remembered;
            await db.WatermarkTemplates.Where(row => row.OwnerId == owner && row.DeletedAt < before).ExecuteDeleteAsync(token);
            var deleted = await db.WatermarkTemplates.Where(row => row.Id == id && row.OwnerId == owner && row.DeletedAt == null)
                .ExecuteUpdateAsync(row => row.SetProperty(template => template.DeletedAt, now), token);
            return deleted == 0 ? WatermarkErrors.NotFound : Success.Value;
        },
        cancellationToken);
}
