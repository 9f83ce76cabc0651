using Picora.Application.Media.Transforms;
using Picora.Application.Uploads.Contracts;
using Picora.Domain.Media;
using Picora.Domain.Uploads.Contracts;

namespace Picora.Application.Media;

/// <summary>The files of pictures that are being removed: the stored ones and everything made from them.</summary>
internal sealed class ImageFiles(IObjectDisposal disposal, VariantCache variants)
{
    /// <summary>Inside the unit of work that removes the rows.</summary>
    public void Doom(IEnumerable<ObjectKey> keys) => disposal.Doom(keys);

    /// <summary>After it.</summary>
    public async Task RemoveAsync(IReadOnlyCollection<ImageId> images, IReadOnlyCollection<ObjectKey> keys, CancellationToken cancellationToken)
    {
        await disposal.RemoveAsync(keys, cancellationToken);
        await variants.RemoveAsync(images, cancellationToken);
    }
}
