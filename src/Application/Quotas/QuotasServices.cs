using Microsoft.Extensions.DependencyInjection;
using Picora.Application.Abstractions;
using Picora.Application.Quotas.Contracts;

namespace Picora.Application.Quotas;

internal static class QuotasServices
{
    public static IServiceCollection AddQuotas(this IServiceCollection services)
    {
        services.AddSingleton<IPlanCatalog, PlanCatalog>();
        services.AddSingleton<BandwidthMeter>();
        services.AddSingleton<IBandwidthMeter>(provider => provider.GetRequiredService<BandwidthMeter>());
        services.AddScoped<IQuotaAccounts, QuotaAccounts>();
        services.AddScoped<IQuotaLedger, QuotaLedger>();
        services.AddScoped<IQuotaReader, QuotaReader>();
        services.AddScoped<StorageCensus>();
        services.AddScoped<IScheduledJob, ReconcileQuotas>();
        services.AddScoped<IScheduledJob, SweepBandwidth>();
        return services;
    }
}
