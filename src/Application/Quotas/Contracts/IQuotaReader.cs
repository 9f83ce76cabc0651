using Picora.Domain.Accounts.Contracts;
using Picora.Domain.Quotas.Contracts;

namespace Picora.Application.Quotas.Contracts;

/// <summary>What the quotas know, for other modules to show.</summary>
public interface IQuotaReader
{
    /// <summary>How many things the used amount belongs to, such as a person's pictures.</summary>
    Task<long> ItemsAsync(UserId owner, QuotaType type, CancellationToken cancellationToken);

    /// <summary>What counts for a person on this plan: what an administrator has set, else the plan's limit; null for none.</summary>
    Task<long?> LimitAsync(UserId owner, Plan plan, QuotaType type, CancellationToken cancellationToken);

    /// <summary>How a person on this plan stands with every quota.</summary>
    Task<IReadOnlyList<QuotaStanding>> OfAsync(UserId owner, Plan plan, CancellationToken cancellationToken);
}

/// <summary>How somebody stands with one quota.</summary>
/// <param name="Used">In the quota's own unit; of the present day or month where it begins anew.</param>
/// <param name="Reserved">What uploads in flight hold.</param>
/// <param name="Limit">The plan's, or an administrator's; null for none.</param>
public sealed record QuotaStanding(QuotaType Type, long Used, long Reserved, long? Limit)
{
    /// <summary>How many things are there.</summary>
    public long Items { get; init; }

    /// <summary>How many came in this UTC day, whether they are still there or not.</summary>
    public int Today { get; init; }

    /// <summary>How many came in this UTC month.</summary>
    public int ThisMonth { get; init; }

    /// <summary>The day (yyyymmdd) or month (yyyymm) that it is about; 0 for a quota that does not begin anew.</summary>
    public int Period { get; init; }

    public QuotaUsage ToUsage() => new(Type.ToName(), Used + Reserved, Limit);
}

/// <summary>One quota as <c>QUOTA_EXCEEDED</c> names it. Used includes what uploads in flight hold. Without a limit it is null.</summary>
public sealed record QuotaUsage(string Type, long Used, long? Limit);
