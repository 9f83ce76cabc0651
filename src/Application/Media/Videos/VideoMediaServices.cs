using Microsoft.Extensions.DependencyInjection;
using Picora.Application.Abstractions;
using Picora.Application.Media.Contracts;
using Picora.Application.Privacy.Contracts;

namespace Picora.Application.Media.Videos;

internal static class VideoMediaServices
{
    public static IServiceCollection AddVideos(this IServiceCollection services)
    {
        services.AddSingleton<RunningVideos>();
        services.AddSingleton<VideoLeases>();
        services.AddSingleton<DeliverableVideos>();
        services.AddScoped<VideoOrders>();
        services.AddScoped<VideoArrival>();
        services.AddScoped<VideoRegistration>();
        services.AddScoped<IMediaArrival, VideoMediaArrival>();
        services.AddScoped<VideoViews>();
        services.AddScoped<VideoStatuses>();
        services.AddScoped<VideoRetries>();
        services.AddScoped<VideoRemoval>();
        services.AddScoped<VideoThumbnails>();
        services.AddScoped<VideoConversion>();
        services.AddScoped<VideoOutputs>();
        services.AddScoped<VideoTranscodeOutcome>();
        services.AddScoped<VideoTranscodeJob>();
        services.AddScoped<IItemQueue, VideoTranscodeQueue>();
        services.AddScoped<IMediaLibrary, VideoLibrary>();
        services.AddScoped<IErasable, VideoErasure>();
        services.AddScoped<IExportSection, VideoExport>();
        return services;
    }
}
