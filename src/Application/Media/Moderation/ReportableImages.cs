using Microsoft.EntityFrameworkCore;
using Picora.Application.Abstractions;
using Picora.Application.Moderation.Contracts;
using Picora.Domain;
using Picora.Domain.Accounts.Contracts;
using Picora.Domain.Media;
using Picora.Domain.Moderation.Contracts;

namespace Picora.Application.Media.Moderation;

/// <summary>Pictures, as others report them and operators take them away. One in the trash can be withheld, as it may come back.</summary>
internal sealed class ReportableImages(IMediaDb db, SeenMedia seen, ImageBooks books, TimeProvider time) : IReportable
{
    public ReportTarget Target => ReportTarget.Image;

    public async Task<ReportableThing?> FindAsync(string id, SeenAddress? address, CancellationToken cancellationToken)
    {
        var wanted = ImageId.Parse(id) ?? default;
        var found = await db.Images.AsNoTracking().Where(image => image.Id == wanted && image.ErasedAt == null)
            .Select(image => new { image.OwnerId, image.IsPublic }).SingleOrDefaultAsync(cancellationToken);
        return found is null ? null : new ReportableThing(id, found.OwnerId, seen.IsOpen(found.IsPublic, address));
    }

    public async Task<UserId?> RestrictAsync(string id, CancellationToken cancellationToken)
    {
        var wanted = Of(id);
        await wanted.LockAsync(cancellationToken);
        if (await wanted.SingleOrDefaultAsync(cancellationToken) is not { } image)
        {
            return null;
        }

        image.SetVisibility(isPublic: false, time.Now());
        if (image.TrashedAt is null)
        {
            await books.ChangedAsync(image.OwnerId, [image.Id], cancellationToken);
        }

        return image.OwnerId;
    }

    public async Task<UserId?> WithholdAsync(string id, DateTimeOffset? since, CancellationToken cancellationToken) =>
        await Of(id).ExecuteUpdateAsync(set => set.SetProperty(image => image.BlockedAt, since), cancellationToken) == 0
            ? null
            : await Of(id).Select(image => image.OwnerId).SingleAsync(cancellationToken);

    private IQueryable<Image> Of(string id)
    {
        var wanted = ImageId.Parse(id) ?? default;
        return db.Images.WithTrash().Where(image => image.Id == wanted);
    }
}
