using Picora.Domain.Uploads.Contracts;

namespace Picora.Application.Abstractions.Operations;

/// <summary>What the rows know of objects, over all modules.</summary>
public interface IReferredObjects
{
    /// <summary>Those of the keys that a row refers to now, whether or not their objects must be there.</summary>
    Task<IReadOnlySet<ObjectKey>> KnownAsync(IReadOnlyCollection<ObjectKey> keys, CancellationToken cancellationToken);
}
