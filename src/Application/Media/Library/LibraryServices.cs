using Microsoft.Extensions.DependencyInjection;
using Picora.Application.Abstractions;
using Picora.Application.Media.Contracts;
using Picora.Application.Media.Sync;
using Picora.Application.Privacy.Contracts;
using Picora.Application.Quotas.Contracts;

namespace Picora.Application.Media.Library;

/// <summary>What is about media of all kinds.</summary>
internal static class LibraryServices
{
    public static IServiceCollection AddLibrary(this IServiceCollection services)
    {
        services.AddSingleton<PictureMaking>();
        services.AddScoped<IMediaLibrary, ImageLibrary>();
        services.AddScoped<MediaShelves>();
        services.AddScoped<MediaCounts>();
        services.AddScoped<LibraryMemory>();
        services.AddSingleton<LibraryFacts>();
        services.AddScoped<IMediaTotals, MediaTotals>();
        services.AddScoped<IQuotaRecount, MediaStorageRecount>();
        services.AddScoped<IMediaJournal, MediaJournals>();
        services.AddScoped<IScheduledJob, SweepTombstones>();
        services.AddScoped<IErasable, SyncErasure>();
        return services;
    }
}
