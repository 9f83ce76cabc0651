using Picora.Domain.Quotas.Contracts;

namespace Picora.Application.Quotas.Contracts;

/// <summary>What a plan grants to one account at one instant: the numbers that a statement on the account compares with, unless an administrator has set others.</summary>
/// <param name="Limit">In the quota's own unit.</param>
/// <param name="PerDay">Uploads in a UTC day.</param>
/// <param name="PerMonth">Uploads in a UTC month.</param>
public sealed record QuotaTerms(QuotaType Type, long Limit, long PerDay, long PerMonth)
{
    /// <summary>Whether the account counts uploads against a limit of their own.</summary>
    public bool CountsUploads => Type == QuotaType.ImageStorage;

    public static QuotaTerms Of(PlanLimits plan, QuotaType type)
    {
        var limit = plan.LimitOf(type) ?? long.MaxValue;
        return type == QuotaType.ImageStorage
            ? new QuotaTerms(type, limit, plan.LimitOf(QuotaType.UploadsPerDay) ?? long.MaxValue, plan.LimitOf(QuotaType.UploadsPerMonth) ?? long.MaxValue)
            : new QuotaTerms(type, limit, long.MaxValue, long.MaxValue);
    }
}
