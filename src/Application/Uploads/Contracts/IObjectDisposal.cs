using Picora.Domain.Uploads.Contracts;

namespace Picora.Application.Uploads.Contracts;

/// <summary>
/// Removes objects that nothing refers to any more, without ever losing track of one: they are doomed in the transaction that lets go of
/// them and removed afterwards, now or by the sweeper.
/// </summary>
public interface IObjectDisposal
{
    /// <summary>Inside a unit of work: notes that the objects are to go.</summary>
    void Doom(IEnumerable<ObjectKey> keys);

    /// <summary>After the unit of work: removes the objects. What fails here is left to the sweeper.</summary>
    Task RemoveAsync(IReadOnlyCollection<ObjectKey> keys, CancellationToken cancellationToken);
}
