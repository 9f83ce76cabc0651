using Picora.Domain;
using Picora.Domain.Accounts.Contracts;
using Picora.Domain.Quotas.Contracts;

namespace Picora.Application.Quotas.Contracts;

/// <summary>The limits that administrators set for single people in their plans' stead, higher or lower. Nothing is ever deleted for their sake.</summary>
public interface IQuotaOverrides
{
    /// <summary>Those of one person, also those that have run out.</summary>
    Task<IReadOnlyList<QuotaOverrideResponse>> ListAsync(UserId owner, CancellationToken cancellationToken);

    /// <summary>Inside a unit of work: sets one limit, or takes it away. Counts from the commit on.</summary>
    Task<Result<Success>> SetAsync(UserId owner, QuotaLimitOrder order, UserId administrator, CancellationToken cancellationToken);
}

/// <param name="Limit">In the quota's own unit; null for the plan's.</param>
/// <param name="ExpiresAt">From then on the plan counts again; null for never.</param>
/// <param name="Note">Why, for other administrators.</param>
public sealed record QuotaLimitOrder(QuotaType Type, long? Limit, DateTimeOffset? ExpiresAt, string? Note);

/// <param name="SetBy">The administrator's id.</param>
public sealed record QuotaOverrideResponse(string Type, long Limit, DateTimeOffset? ExpiresAt, string? Note, string SetBy, DateTimeOffset SetAt);
