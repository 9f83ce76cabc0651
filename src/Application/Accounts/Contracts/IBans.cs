using Picora.Domain;
using Picora.Domain.Accounts.Contracts;

namespace Picora.Application.Accounts.Contracts;

/// <summary>Shuts people out.</summary>
public interface IBans
{
    /// <summary>Inside a unit of work of an administrator's: no credential of this person counts from its commit on. Nobody bans themselves.</summary>
    Task<Result<Success>> BanAsync(UserId person, CancellationToken cancellationToken);
}
