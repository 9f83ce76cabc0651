using Picora.Domain;
using Picora.Domain.Accounts.Contracts;

namespace Picora.Application.Media.Contracts;

/// <summary>Counts documents in and out of collections, inside the unit of work that moves, adds or removes them.</summary>
public interface ICollectionDocuments
{
    /// <summary><c>NOT_FOUND</c> when the owner has no such collection, <c>VALIDATION_ERROR</c> when it holds no documents.</summary>
    /// <param name="bytes">Of all of them together.</param>
    Task<Result<Success>> EnterAsync(UserId owner, string collectionId, int count, long bytes, CancellationToken cancellationToken);

    Task LeaveAsync(string collectionId, int count, long bytes, CancellationToken cancellationToken);
}
