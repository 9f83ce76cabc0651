using Picora.Domain.Accounts.Contracts;
using Picora.Domain.Quotas.Contracts;

namespace Picora.Application.Uploads.Contracts;

/// <summary>What uploads in flight hold, counted from their reservations.</summary>
public interface IHeldBytes
{
    /// <summary>Who holds nothing is not in the answer.</summary>
    Task<IReadOnlyDictionary<UserId, long>> OfAsync(IReadOnlyCollection<UserId> owners, QuotaType type, CancellationToken cancellationToken);
}
