using Picora.Domain.Accounts.Contracts;
using Picora.Domain.Quotas.Contracts;

namespace Picora.Application.Uploads.Contracts;

/// <summary>What uploads in flight hold, counted from their reservations.</summary>
public interface IHeldBytes
{
    Task<long> OfAsync(UserId owner, QuotaType type, CancellationToken cancellationToken);
}
