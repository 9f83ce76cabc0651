using Picora.Domain.Accounts.Contracts;

namespace Picora.Application.Accounts.Contracts;

/// <summary>What the owners of things are entitled to, whoever asks for the things.</summary>
public interface IOwnerPlans
{
    /// <summary>The plan of an active user; none for somebody who is banned or gone.</summary>
    Task<Plan> FindAsync(UserId owner, CancellationToken cancellationToken);
}
