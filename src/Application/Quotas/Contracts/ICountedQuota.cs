using Picora.Domain.Accounts.Contracts;
using Picora.Domain.Quotas.Contracts;

namespace Picora.Application.Quotas.Contracts;

/// <summary>
/// A quota of few things, which has no account: its module counts its own rows, under a lock of its own when it adds one, so nothing can
/// drift. The limit comes from <see cref="IQuotaReader.LimitAsync"/>.
/// </summary>
public interface ICountedQuota
{
    QuotaType Type { get; }

    /// <summary>Who has none is not in the answer.</summary>
    Task<IReadOnlyDictionary<UserId, long>> CountAsync(IReadOnlyCollection<UserId> owners, CancellationToken cancellationToken);

    /// <summary>Those who have at least so many.</summary>
    Task<IReadOnlyList<UserId>> OwnersAsync(long least, CancellationToken cancellationToken);
}
