using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Picora.Application.Abstractions;
using Picora.Infrastructure.Storage.Local;
using Picora.Infrastructure.Storage.S3;

namespace Picora.Infrastructure.Storage;

public static class StorageServices
{
    public static IServiceCollection AddPicoraStorage(this IServiceCollection services)
    {
        services.AddValidated<StorageOptions>(StorageOptions.Section);
        services.AddValidated<S3Options>(S3Options.Section);
        services.AddSingleton<IValidateOptions<S3Options>, S3OptionsCheck>();
        services.AddSingleton(provider => new DiskFlusher(provider.GetRequiredService<IOptions<StorageOptions>>().Value.FlushThreads));
        // Each by its name too, for whoever moves objects from one to the other.
        services.AddKeyedSingleton<IObjectStorage>(StorageEngine.Folder, (provider, _) => OpenFolder(provider));
        services.AddKeyedSingleton<IObjectStorage>(
            StorageEngine.S3, (provider, _) => new S3ObjectStorage(provider.GetRequiredService<IOptions<S3Options>>().Value));
        services.AddSingleton(provider =>
            provider.GetRequiredKeyedService<IObjectStorage>(provider.GetRequiredService<IOptions<StorageOptions>>().Value.Engine));
        services.AddSingleton(provider => (IObjectAppending)provider.GetRequiredService<IObjectStorage>());
        // Null where the store has no files.
        services.AddSingleton(provider => (provider.GetRequiredService<IObjectStorage>() as ILocalObjectPaths)!);
        services.AddSingleton<INodeInstances, NodeInstances>();
        services.AddSingleton<IReadinessCheck, StorageReadiness>();
        return services;
    }

    private static LocalObjectStorage OpenFolder(IServiceProvider provider)
    {
        var folder = provider.GetRequiredService<IOptions<StorageOptions>>().Value.Folder;
        var root = folder.Length > 0 ? Path.GetFullPath(folder) : provider.GetRequiredService<DataFolder>().Folder("objects");
        Directory.CreateDirectory(root);
        return new LocalObjectStorage(root, provider.GetRequiredService<DiskFlusher>());
    }
}
