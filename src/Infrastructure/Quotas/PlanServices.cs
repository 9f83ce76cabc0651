using Microsoft.Extensions.DependencyInjection;
using Picora.Application.Quotas;
using Picora.Application.Quotas.Contracts;
using Picora.Domain.Accounts.Contracts;

namespace Picora.Infrastructure.Quotas;

public static class PlanServices
{
    /// <summary>One named set of limits per plan: the contract's numbers, then what the configuration says otherwise.</summary>
    public static IServiceCollection AddPicoraPlans(this IServiceCollection services)
    {
        foreach (var plan in Enum.GetValues<Plan>())
        {
            services.AddOptions<PlanLimits>(plan.ToName())
                .Configure(limits => limits.UseDefaultsOf(plan))
                .BindConfiguration($"{PlanLimits.Section}:{plan.ToName()}")
                .ValidateDataAnnotations()
                .ValidateOnStart();
        }

        services.AddValidated<BandwidthOptions>(BandwidthOptions.Section);
        services.AddHostedService<BandwidthFlusher>();
        services.AddSingleton<IQuotaDrift, QuotaMetrics>();
        return services;
    }
}
