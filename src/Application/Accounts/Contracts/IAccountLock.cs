using Picora.Domain.Accounts.Contracts;

namespace Picora.Application.Accounts.Contracts;

/// <summary>Puts units of work about the same person in order.</summary>
public interface IAccountLock
{
    /// <summary>Inside a unit of work: others that do the same wait until it ends. False for somebody who is banned or gone.</summary>
    Task<bool> LockAsync(UserId owner, CancellationToken cancellationToken);
}
