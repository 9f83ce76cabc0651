using Microsoft.Extensions.DependencyInjection;
using Picora.Application.Abstractions;
using Picora.Application.Privacy.Contracts;

namespace Picora.Application.Privacy;

internal static class PrivacyServices
{
    public static IServiceCollection AddPrivacy(this IServiceCollection services) => services
        .AddScoped<IErasures, Erasures>()
        .AddScoped<ExportRemoval>()
        .AddScoped<IErasable>(provider => provider.GetRequiredService<ExportRemoval>())
        .AddScoped<IExportAccess>(provider => provider.GetRequiredService<ExportRemoval>())
        .AddScoped<ExportFiles>()
        .AddScoped<ExportOrders>()
        .AddScoped<ExportLinks>()
        .AddScoped<IItemQueue, ErasureQueue>()
        .AddScoped<IItemQueue, ExportQueue>()
        .AddScoped<IScheduledJob, SweepExports>();
}
