using Picora.Domain.Accounts.Contracts;

namespace Picora.Application.Quotas.Contracts;

/// <summary>Opens a new person's quota accounts.</summary>
public interface IQuotaAccounts
{
    /// <summary>Adds the rows to the unit of work that creates the person; they are saved and committed with it.</summary>
    Task OpenAsync(UserId ownerId, CancellationToken cancellationToken);
}
