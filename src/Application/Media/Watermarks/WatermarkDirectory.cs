using Microsoft.EntityFrameworkCore;
using Picora.Application.Accounts.Contracts;
using Picora.Domain;
using Picora.Domain.Accounts.Contracts;
using Picora.Domain.Media;
using Picora.Domain.Media.Transforms;

namespace Picora.Application.Media.Watermarks;

/// <summary>A watermark that an address names.</summary>
/// <param name="MayBeMade">False when the template was deleted or its owner's plan ended: what was made with it stays, nothing new is made.</param>
public sealed record NamedWatermark(Watermark Watermark, bool MayBeMade);

/// <summary>Finds the watermark that an address names, among those of the picture's owner.</summary>
public sealed class WatermarkDirectory(IMediaDb db, IOwnerPlans plans)
{
    public static readonly Error Unknown = TransformQuery.Invalid("wm: there is no such watermark template.");

    public async Task<Result<NamedWatermark>> FindAsync(UserId owner, string id, CancellationToken cancellationToken)
    {
        var wanted = new WatermarkTemplateId(id);
        var template = await db.WatermarkTemplates.AsNoTracking().SingleOrDefaultAsync(row => row.Id == wanted && row.OwnerId == owner, cancellationToken);
        if (template is null)
        {
            return Unknown;
        }

        var mayBeMade = template.DeletedAt is null && await plans.FindAsync(owner, cancellationToken) == Plan.ProPlus;
        return new NamedWatermark(
            new Watermark(template.Position, template.Opacity, template.Text, template.FontSize, template.Design.Image), mayBeMade);
    }
}
