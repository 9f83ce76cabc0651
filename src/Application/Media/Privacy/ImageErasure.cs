using Microsoft.EntityFrameworkCore;
using Picora.Application.Privacy.Contracts;
using Picora.Application.Quotas.Contracts;
using Picora.Domain;
using Picora.Domain.Accounts.Contracts;
using Picora.Domain.Quotas.Contracts;

namespace Picora.Application.Media.Privacy;

/// <summary>The pictures of somebody who leaves: rows, what they paid for, files and everything made from them.</summary>
internal sealed class ImageErasure(IMediaDb db, IQuotaLedger ledger, ImageFiles files, TimeProvider time) : IErasable
{
    public string Name => "images";

    public ErasureStage Stage => ErasureStage.Things;

    public Task HideAsync(UserId owner, CancellationToken cancellationToken)
    {
        var now = time.Now();
        return db.Images.IgnoreQueryFilters().Where(image => image.OwnerId == owner)
            .ExecuteUpdateAsync(row => row.SetProperty(image => image.ErasedAt, now), cancellationToken);
    }

    public async Task<Erased> EraseSomeAsync(UserId owner, int most, CancellationToken cancellationToken)
    {
        var images = await db.Images.IgnoreQueryFilters().AsNoTracking().Where(image => image.OwnerId == owner)
            .OrderBy(image => image.Hash).Take(most)
            .Select(image => new { image.Id, image.SizeBytes, image.Key, Variants = image.Variants.Select(variant => variant.Key).ToList() })
            .ToListAsync(cancellationToken);
        if (images.Count == 0)
        {
            return Erased.Nothing;
        }

        var (ids, bytes) = (images.ConvertAll(image => image.Id), images.Sum(image => image.SizeBytes));
        var keys = images.SelectMany(image => image.Variants.Prepend(image.Key)).ToList();
        await db.Images.IgnoreQueryFilters().Where(image => ids.Contains(image.Id)).ExecuteDeleteAsync(cancellationToken);
        await ledger.ReturnAsync(owner, QuotaType.ImageStorage, bytes, ids.Count, cancellationToken);
        files.Doom(keys);
        return new Erased(ids.Count, bytes)
        {
            Afterwards = token => files.RemoveAsync(ids, keys, token),
        };
    }
}

/// <summary>The watermark templates of somebody who leaves.</summary>
internal sealed class WatermarkErasure(IMediaDb db) : IErasable
{
    public string Name => "watermarks";

    public ErasureStage Stage => ErasureStage.Things;

    // An option bounds them, so one statement is enough.
    public async Task<Erased> EraseSomeAsync(UserId owner, int most, CancellationToken cancellationToken) =>
        new(await db.WatermarkTemplates.Where(template => template.OwnerId == owner).ExecuteDeleteAsync(cancellationToken), 0);
}
