using Microsoft.Extensions.DependencyInjection;
using Picora.Application.Abstractions;
using Picora.Application.Media;
using Picora.Application.Media.Transforms;
using Picora.Infrastructure.Imaging.Inspection;
using Picora.Infrastructure.Imaging.Pool;

namespace Picora.Infrastructure.Imaging;

public static class ImagingServices
{
    public static IServiceCollection AddPicoraImaging(this IServiceCollection services)
    {
        services.AddValidated<ImagingOptions>(ImagingOptions.Section);
        services.AddValidated<TransformOptions>(TransformOptions.Section);
        services.AddSingleton<IImageInspector, ImageInspector>();
        services.AddMetrics();
        services.AddSingleton<ImagingMetrics>();
        services.AddSingleton<ImageRendererPool>();
        services.AddSingleton<IImageRenderer>(provider => provider.GetRequiredService<ImageRendererPool>());
        services.AddHostedService<WorkerWarmUp>();
        services.AddSingleton<WorkerProbe>();
        services.AddSingleton<IHeicSupport>(provider => provider.GetRequiredService<WorkerProbe>());
        services.AddSingleton<IReadinessCheck, ImagingReadiness>();
        services.AddSingleton<IReadinessCheck, HeicReadiness>();
        return services;
    }
}
