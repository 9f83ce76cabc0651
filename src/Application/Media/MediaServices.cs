using Microsoft.Extensions.DependencyInjection;
using Picora.Application.Abstractions;
using Picora.Application.Media.Archives;
using Picora.Application.Media.Arrivals;
using Picora.Application.Media.Collections;
using Picora.Application.Media.Contracts;
using Picora.Application.Media.Library;
using Picora.Application.Media.Links;
using Picora.Application.Media.Moderation;
using Picora.Application.Media.Privacy;
using Picora.Application.Media.Tags;
using Picora.Application.Media.Tracks;
using Picora.Application.Media.Transforms;
using Picora.Application.Media.Trash;
using Picora.Application.Media.Videos;
using Picora.Application.Media.Watermarks;
using Picora.Application.Moderation.Contracts;
using Picora.Application.Privacy.Contracts;
using Picora.Application.Quotas.Contracts;

namespace Picora.Application.Media;

internal static class MediaServices
{
    public static IServiceCollection AddMedia(this IServiceCollection services)
    {
        services.AddSingleton<DeliverableRows>();
        services.AddSingleton<ArrivalMetrics>();
        services.AddSingleton<InternalToken>();
        services.AddScoped<MediaGate>();
        services.AddScoped<MediaSignatures>();
        services.AddScoped<ImageAddition>();
        services.AddScoped<ConversionWait>();
        services.AddScoped<ImageOrders>();
        services.AddScoped<ImageArrival>();
        services.AddScoped<IMediaArrival, ImageMediaArrival>();
        services.AddScoped<IEmbeddedPictures, EmbeddedPictures>();
        services.AddScoped<ImageRegistration>();
        services.AddScoped<ImageRemoval>();
        services.AddScoped<ImageTrash>();
        services.AddScoped<IScheduledJob, PurgeTrash>();
        services.AddScoped<IScheduledJob, ExpireImages>();
        services.AddCollections();
        services.AddSingleton<ArchivePlans>();
        services.AddScoped<DeleteLinks>();
        services.AddScoped<LibraryTags>();
        services.AddScoped<ImageVariantJob>();
        services.AddScoped<WatermarkDirectory>();
        services.AddScoped<ImageVariantOutcome>();
        services.AddScoped<ImageVariantView>();
        services.AddScoped<IItemQueue, ImageVariantQueue>();
        services.AddScoped<IVariantDirectory, VariantDirectory>();
        services.AddScoped<IQuotaRecount, ImageRecount>();
        services.AddSingleton<ISquarePictures, SquarePictures>();
        services.AddScoped<ImageBooks>();
        services.AddScoped<ImageFiles>();
        services.AddScoped<SeenMedia>();
        services.AddScoped<IReportable, ReportableImages>();
        services.AddScoped<IReportable, ReportableVideos>();
        services.AddScoped<IReportable, ReportableTracks>();
        services.AddScoped<IErasable, ImageErasure>();
        services.AddScoped<IErasable, WatermarkErasure>();
        services.AddScoped<IExportSection, MediaExport>();
        return services.AddTransforms().AddLibrary().AddAudio();
    }

    private static IServiceCollection AddTransforms(this IServiceCollection services)
    {
        services.AddScoped<MediaTransforms>();
        services.AddSingleton<VariantCache>();
        services.AddSingleton<VariantFailures>();
        services.AddSingleton<TransformLimits>();
        services.AddSingleton<VariantMetrics>();
        services.AddSingleton<IVariantSource, VariantSource>();
        services.AddScoped<IScheduledJob, TrimVariants>();
        return services.AddArrivals().AddVideos();
    }
}
