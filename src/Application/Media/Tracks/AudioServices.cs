using Microsoft.Extensions.DependencyInjection;
using Picora.Application.Abstractions;
using Picora.Application.Media.Contracts;
using Picora.Application.Media.Privacy;
using Picora.Application.Media.Tracks.Waveforms;
using Picora.Application.Privacy.Contracts;

namespace Picora.Application.Media.Tracks;

internal static class AudioServices
{
    public static IServiceCollection AddAudio(this IServiceCollection services)
    {
        services.AddScoped<AudioOrders>();
        services.AddScoped<AudioArrival>();
        services.AddScoped<IMediaArrival, AudioMediaArrival>();
        services.AddScoped<TrackAddition>();
        services.AddScoped<TrackRemoval>();
        services.AddSingleton<TrackCovers>();
        services.AddSingleton<DeliverableTracks>();
        services.AddScoped<IMediaLibrary, AudioLibrary>();
        services.AddScoped<IItemQueue, WaveformQueue>();
        services.AddScoped<IErasable, AudioErasure>();
        services.AddScoped<IExportSection, AudioExport>();
        return services;
    }
}
