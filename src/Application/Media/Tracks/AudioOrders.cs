using Microsoft.Extensions.Options;
using Picora.Application.Abstractions;
using Picora.Application.Quotas.Contracts;
using Picora.Application.Uploads.Contracts;
using Picora.Domain;
using Picora.Domain.Accounts.Contracts;
using Picora.Domain.Quotas.Contracts;

namespace Picora.Application.Media.Tracks;

/// <summary>What a caller may send as audio.</summary>
internal sealed class AudioOrders(IPlanCatalog plans, ICaller caller, IOptions<AudioOptions> options)
{
    /// <summary><c>PLAN_REQUIRED</c> for a plan without audio.</summary>
    public Result<UploadOrder> New(long? leastBytes)
    {
        var plan = caller.Current.Plan;
        var most = plans.For(plan).AudioFileBytes;
        return most == 0
            ? AudioErrors.PlanRequired(Array.Find(Enum.GetValues<Plan>(), better => plans.For(better).AudioFileBytes > 0), plan)
            : new UploadOrder(caller.Current.UserId, plan, QuotaType.MediaStorage, leastBytes, Math.Min(most, options.Value.MaxBytes));
    }
}
