using Microsoft.Extensions.DependencyInjection;
using Picora.Application.Media.Contracts;
using Picora.Application.Media.Privacy;
using Picora.Application.Privacy.Contracts;
using Picora.Application.Quotas.Contracts;

namespace Picora.Application.Media.Collections;

internal static class CollectionServices
{
    public static IServiceCollection AddCollections(this IServiceCollection services) => services
        .AddScoped<CollectionMembership>()
        .AddScoped<ICollectionDocuments, CollectionDocuments>()
        .AddScoped<CollectionTurns>()
        .AddScoped<CollectionContents>()
        .AddScoped<ManifestDocuments>()
        .AddScoped<CollectionViews>()
        .AddScoped<IQuotaRecount, CollectionRecount>()
        .AddScoped<IErasable, CollectionErasure>();
}
