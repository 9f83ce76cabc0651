using System.Diagnostics.Metrics;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Picora.Application.Abstractions;
using Picora.Application.RateLimits;
using Picora.Application.RateLimits.Contracts;
using Picora.Domain.Accounts.Contracts;
using Picora.Infrastructure.Persistence;

namespace Picora.Infrastructure.RateLimits;

public static class RateLimitServices
{
    public static IServiceCollection AddPicoraRateLimits(this IServiceCollection services, IConfiguration configuration)
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
        services.AddSingleton<RateLimiter>();
        services.AddMetrics();
        services.AddSingleton<IRateLimiter>(provider =>
            new CountedRateLimiter(provider.GetRequiredService<RateLimiter>(), provider.GetRequiredService<IMeterFactory>()));
        services.AddScoped<IScheduledJob, SweepRateLimits>();
        if (IsShared(configuration))
        {
            services.AddSingleton<IRateLimitStore, DatabaseRateLimitStore>();
            services.AddHostedService<RateRecall>();
        }

        return services;
    }

    private static bool IsShared(IConfiguration configuration) =>
        configuration.GetSection(RateLimitsOptions.Section).Get<RateLimitsOptions>()?.Shared
        ?? configuration.GetSection(DatabaseOptions.Section).Get<DatabaseOptions>() is { Engine: not DatabaseEngine.Sqlite };
}
