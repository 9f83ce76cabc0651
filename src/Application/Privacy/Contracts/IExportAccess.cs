using Picora.Domain.Accounts.Contracts;

namespace Picora.Application.Privacy.Contracts;

/// <summary>The addresses at which people's exports can be had without signing in.</summary>
public interface IExportAccess
{
    /// <summary>Inside a unit of work: those that were given out open nothing any more.</summary>
    Task EndAsync(UserId owner, CancellationToken cancellationToken);
}
