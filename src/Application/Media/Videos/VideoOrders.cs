using Picora.Application.Abstractions;
using Picora.Application.Quotas.Contracts;
using Picora.Application.Uploads.Contracts;
using Picora.Domain;
using Picora.Domain.Accounts.Contracts;
using Picora.Domain.Media.Videos;
using Picora.Domain.Quotas.Contracts;

namespace Picora.Application.Media.Videos;

/// <summary>What a caller may send as a video.</summary>
internal sealed class VideoOrders(IPlanCatalog plans, ICaller caller)
{
    /// <summary>403 for a plan without videos.</summary>
    public Result<UploadOrder> New(long? leastBytes)
    {
        var plan = caller.Current.Plan;
        return plans.For(plan).VideoFileBytes is > 0 and var most
            ? new UploadOrder(caller.Current.UserId, plan, QuotaType.MediaStorage, leastBytes, most)
            : NotInPlan(plan);
    }

    /// <summary>Null for a video that a plan bears.</summary>
    /// <param name="plan">The sender's: whoever finishes an upload later may be nobody in particular.</param>
    public Error? RefuseLength(Plan plan, TimeSpan? duration)
    {
        var most = plans.For(plan).VideoFileSeconds;
        return duration > TimeSpan.FromSeconds(most) ? VideoErrors.TooLong(most) : null;
    }

    private static Error NotInPlan(Plan plan) =>
        new Error(ErrorKind.Forbidden, "PLAN_REQUIRED", "Videos need the plan pro").With("required", Plan.Pro.ToName()).With("plan", plan.ToName());
}
