using Microsoft.Extensions.DependencyInjection;
using Picora.Application.RateLimits;
using Picora.Application.RateLimits.Contracts;
using Picora.Domain.Accounts.Contracts;

namespace Picora.Infrastructure.RateLimits;

public static class RateLimitServices
{
    public static IServiceCollection AddPicoraRateLimits(this IServiceCollection services)
    {
        services.AddValidated<RateLimitsOptions>(RateLimitsOptions.Section);
        foreach (var plan in Enum.GetValues<Plan>().Select(plan => plan.ToName()).Append(HourlyLimits.Anonymous))
        {
            services.AddOptions<HourlyLimits>(plan)
                .Configure(limits => limits.UseDefaultsOf(plan))
                .BindConfiguration($"{HourlyLimits.Section}:{plan}")
                .ValidateDataAnnotations()
                .ValidateOnStart();
        }

        services.AddSingleton<RateRules>();
        services.AddSingleton<IRateLimiter, RateLimiter>();
        return services;
    }
}
