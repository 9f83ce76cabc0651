using Picora.Domain;
using Picora.Domain.Accounts.Contracts;

namespace Picora.Application.Media.Contracts;

/// <summary>What collections hold that belongs to another module: documents.</summary>
public interface ICollectionTenants
{
    /// <summary>Whether the collection holds any.</summary>
    Task<bool> AnyAsync(string collectionId, CancellationToken cancellationToken);

    /// <summary>Deletes some, as its owner would one by one, in a unit of work of its own.</summary>
    /// <returns>How many.</returns>
    Task<Result<int>> DeleteSomeAsync(UserId owner, string collectionId, int most, CancellationToken cancellationToken);

    /// <summary>Some of them in the order of their ids, deleted ones that are still remembered included.</summary>
    /// <param name="after">The id of the last one that was read; null for the first ones.</param>
    Task<IReadOnlyList<CollectionTenant>> ListAsync(string collectionId, string? after, int most, CancellationToken cancellationToken);
}

/// <param name="Name">Its path in the collection.</param>
/// <param name="Hash">The SHA-256 of its bytes.</param>
/// <param name="DeletedAt">Null while it is there.</param>
public sealed record CollectionTenant(string Id, string Name, string Hash, long SizeBytes, DateTimeOffset UpdatedAt, DateTimeOffset? DeletedAt);
