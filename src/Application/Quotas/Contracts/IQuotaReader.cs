using Picora.Domain.Accounts.Contracts;
using Picora.Domain.Quotas.Contracts;

namespace Picora.Application.Quotas.Contracts;

/// <summary>What the quotas know, for other modules to show.</summary>
public interface IQuotaReader
{
    /// <summary>How many things the used amount belongs to, such as a person's pictures.</summary>
    Task<long> ItemsAsync(UserId owner, QuotaType type, CancellationToken cancellationToken);
}
