using Microsoft.Extensions.Options;
using Picora.Domain.Accounts.Contracts;

namespace Picora.Application.Quotas.Contracts;

/// <summary>The limits of each plan, as configured.</summary>
public interface IPlanCatalog
{
    PlanLimits For(Plan plan);
}

internal sealed class PlanCatalog(IOptionsMonitor<PlanLimits> limits) : IPlanCatalog
{
    public PlanLimits For(Plan plan) => limits.Get(plan.ToName());
}
