using Picora.Domain.Uploads.Contracts;

namespace Picora.Application.Media.Contracts;

/// <summary>Which stored renditions belong to a medium.</summary>
public interface IVariantDirectory
{
    /// <summary>Those of the keys that a medium refers to.</summary>
    Task<IReadOnlySet<ObjectKey>> KnownAsync(IReadOnlyCollection<ObjectKey> keys, CancellationToken cancellationToken);
}
