using Picora.Domain.Accounts.Contracts;

namespace Picora.Application.Accounts.Contracts;

/// <summary>What the owners of things are entitled to, whoever asks for the things.</summary>
public interface IOwnerPlans
{
    /// <summary>The plan of an active user; none for somebody who is banned or gone.</summary>
    Task<Plan> FindAsync(UserId owner, CancellationToken cancellationToken);

    /// <summary>When the plan of a user ends; null for never.</summary>
    Task<DateTimeOffset?> ExpiryAsync(UserId owner, CancellationToken cancellationToken);

    /// <summary>The plans of those who are active; the others are not in the answer.</summary>
    Task<IReadOnlyDictionary<UserId, Plan>> FindAsync(IReadOnlyCollection<UserId> owners, CancellationToken cancellationToken);
}
