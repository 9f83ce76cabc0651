using Picora.Domain;
using Picora.Domain.Accounts.Contracts;
using Picora.Domain.Quotas.Contracts;

namespace Picora.Application.Quotas.Contracts;

/// <summary>
/// Keeps the quotas. Each call is one atomic statement and belongs in the unit of work of the row that it pays for, so the sum of what is
/// used and held never passes the limit, whatever runs at the same time.
/// </summary>
public interface IQuotaLedger
{
    /// <summary>
    /// Sets bytes aside for an upload in flight; <c>QUOTA_EXCEEDED</c> when they don't fit or the uploads of the day or the month are used up,
    /// <c>PLAN_INACTIVE</c> without a plan.
    /// </summary>
    Task<Result<Success>> HoldAsync(UserId owner, Plan plan, QuotaType type, long bytes, CancellationToken cancellationToken);

    /// <summary>
    /// Turns a hold into use and counts one upload of the UTC day and month; <c>QUOTA_EXCEEDED</c> when more arrived than was held and it does not
    /// fit, or when the day's or the month's uploads are used up. What was counted stays counted when the thing is deleted.
    /// </summary>
    Task<Result<Success>> SettleAsync(UserId owner, Plan plan, QuotaType type, long held, long used, CancellationToken cancellationToken);

    /// <summary>
    /// Charges one thing that is counted and needs no hold, such as a document or a collection; <see cref="ReturnAsync"/> with one of each
    /// gives it back. <c>QUOTA_EXCEEDED</c> at the limit, <c>PLAN_INACTIVE</c> without a plan.
    /// </summary>
    Task<Result<Success>> ChargeAsync(UserId owner, Plan plan, QuotaType type, CancellationToken cancellationToken);

    /// <summary>Gives a hold back.</summary>
    Task ReleaseAsync(UserId owner, QuotaType type, long held, CancellationToken cancellationToken);

    /// <summary>Gives used bytes back, because so many items are gone.</summary>
    Task ReturnAsync(UserId owner, QuotaType type, long used, int items, CancellationToken cancellationToken);
}
