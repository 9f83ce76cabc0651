using Picora.Domain.Accounts.Contracts;

namespace Picora.Application.Quotas.Contracts;

/// <summary>
/// Tells people by mail when they have used most of a quota, and when they have used all of it: once for each time that they get there, and
/// once in each day or month for quotas that begin anew. A job does so every few minutes; nobody's request need.
/// </summary>
public interface IQuotaAlerts
{
    /// <summary>Looks how these people stand and has mails sent; answers for how many.</summary>
    Task<int> TellAsync(IReadOnlyCollection<UserId> owners, CancellationToken cancellationToken);
}
