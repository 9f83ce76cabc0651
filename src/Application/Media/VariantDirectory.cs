using Microsoft.EntityFrameworkCore;
using Picora.Application.Media.Contracts;
using Picora.Domain.Uploads.Contracts;

namespace Picora.Application.Media;

internal sealed class VariantDirectory(IMediaDb db) : IVariantDirectory
{
    public async Task<IReadOnlySet<ObjectKey>> KnownAsync(IReadOnlyCollection<ObjectKey> keys, CancellationToken cancellationToken) =>
        await db.ImageVariants.Where(variant => keys.Contains(variant.Key)).Select(variant => variant.Key).ToHashSetAsync(cancellationToken);
}
