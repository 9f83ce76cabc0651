using Microsoft.Extensions.DependencyInjection;
using Picora.Application.Abstractions;
using Picora.Application.Privacy.Contracts;
using Picora.Application.Quotas.Contracts;

namespace Picora.Application.Quotas;

internal static class QuotasServices
{
    public static IServiceCollection AddQuotas(this IServiceCollection services)
    {
        services.AddSingleton<IPlanCatalog, PlanCatalog>();
        services.AddSingleton<BandwidthMeter>();
        services.AddSingleton<IBandwidthMeter>(provider => provider.GetRequiredService<BandwidthMeter>());
        services.AddSingleton<BandwidthStates>();
        services.AddSingleton<IBandwidthStates>(provider => provider.GetRequiredService<BandwidthStates>());
        services.AddSingleton<BandwidthLimits>();
        services.AddScoped<IQuotaAccounts, QuotaAccounts>();
        services.AddScoped<QuotaOverrides>();
        services.AddScoped<IQuotaOverrides>(provider => provider.GetRequiredService<QuotaOverrides>());
        services.AddScoped<QuotaStandings>();
        services.AddScoped<Holdings>();
        services.AddScoped<IQuotaLedger, QuotaLedger>();
        services.AddScoped<IQuotaReader, QuotaReader>();
        services.AddScoped<IErasable, QuotaErasure>();
        services.AddScoped<StorageCensus>();
        services.AddScoped<RealQuotas>();
        services.AddScoped<IScheduledJob, ReconcileQuotas>();
        services.AddScoped<IScheduledJob, SweepBandwidth>();
        services.AddScoped<IScheduledJob, AlertQuotas>();
        services.AddScoped<AlertCandidates>();
        services.AddScoped<IQuotaAlerts, QuotaAlerts>();
        return services;
    }
}
