using Microsoft.Extensions.DependencyInjection;
using Picora.Application.Privacy.Contracts;

namespace Picora.Application.Moderation;

internal static class ModerationServices
{
    public static IServiceCollection AddModeration(this IServiceCollection services) => services
        .AddScoped<ReportGate>()
        .AddScoped<ReportLimits>()
        .AddScoped<ReportableThings>()
        .AddScoped<ReportedThings>()
        .AddScoped<IErasable, ReportErasure>()
        .AddScoped<IExportSection, ReportExport>();
}
