using Picora.Domain.Accounts.Contracts;
using Picora.Domain.Quotas.Contracts;

namespace Picora.Application.Quotas.Contracts;

/// <summary>Counts from its own rows, and not from what is remembered, what people use of one quota. Each module brings one for what it charges.</summary>
public interface IQuotaRecount
{
    QuotaType Type { get; }

    /// <summary>Who uses nothing need not be in the answer.</summary>
    Task<IReadOnlyDictionary<UserId, QuotaTotal>> CountAsync(IReadOnlyCollection<UserId> owners, CancellationToken cancellationToken);
}

/// <param name="Used">In the quota's own unit.</param>
/// <param name="Items">How many things that is.</param>
public sealed record QuotaTotal(long Used, long Items)
{
    public static readonly QuotaTotal None = new(0, 0);
}
