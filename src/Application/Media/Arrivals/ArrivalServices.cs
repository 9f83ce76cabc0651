using Microsoft.Extensions.DependencyInjection;

namespace Picora.Application.Media.Arrivals;

internal static class ArrivalServices
{
    public static IServiceCollection AddArrivals(this IServiceCollection services)
    {
        services.AddScoped<MediaArrivals>();
        services.AddSingleton<ImportTurns>();
        return services;
    }
}
