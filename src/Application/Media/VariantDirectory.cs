using Microsoft.EntityFrameworkCore;
using Picora.Application.Media.Contracts;
using Picora.Domain.Media;
using Picora.Domain.Uploads.Contracts;

namespace Picora.Application.Media;

internal sealed class VariantDirectory(IMediaDb db) : IVariantDirectory
{
    public async Task<IReadOnlySet<ObjectKey>> KnownAsync(IReadOnlyCollection<ObjectKey> keys, CancellationToken cancellationToken)
    {
        var known = await db.ImageVariants.Where(variant => keys.Contains(variant.Key)).Select(variant => variant.Key).ToHashSetAsync(cancellationToken);
        known.UnionWith(await db.AudioRenditions.Where(made => keys.Contains(made.Key)).Select(made => made.Key).ToListAsync(cancellationToken));
        known.UnionWith(await db.VideoFiles.Where(file => keys.Contains(file.Key)).Select(file => file.Key).ToListAsync(cancellationToken));
        var images = keys.Select(key => ImageId.Parse(key.TransformedMedium)).OfType<ImageId>().Distinct().ToList();
        var alive = await db.Images.Where(image => images.Contains(image.Id)).Select(image => image.Id).ToHashSetAsync(cancellationToken);
        known.UnionWith(keys.Where(key => ImageId.Parse(key.TransformedMedium) is { } id && alive.Contains(id)));
        return known;
    }
}
