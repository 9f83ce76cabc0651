using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Picora.Application.Abstractions;
using Picora.Application.Abstractions.Operations;
using Picora.Application.Quotas;
using Picora.Infrastructure.Storage.Doctor;
using Picora.Infrastructure.Storage.Local;
using Picora.Infrastructure.Storage.Moving;
using Picora.Infrastructure.Storage.S3;

namespace Picora.Infrastructure.Storage;

public static class StorageServices
{
    public static IServiceCollection AddPicoraStorage(this IServiceCollection services)
    {
        services.AddValidated<StorageOptions>(StorageOptions.Section);
        services.AddOptions<StorageOptions>().Validate(
            storage => storage.MoveFrom != storage.Engine || (storage.Engine == StorageEngine.Folder && storage.MoveFromFolder.Length > 0),
            $"{StorageOptions.Section}:{nameof(StorageOptions.MoveFrom)} names the store that counts already; from folder to folder, "
            + $"{nameof(StorageOptions.MoveFromFolder)} says which.");
        services.AddValidated<S3Options>(S3Options.Section);
        services.AddSingleton<IValidateOptions<S3Options>, S3OptionsCheck>();
        services.AddSingleton(provider => new DiskFlusher(provider.GetRequiredService<IOptions<StorageOptions>>().Value.FlushThreads));
        // Each by its name too, for whoever moves objects from one to the other.
        services.AddKeyedSingleton<IObjectStorage>(StorageEngine.Folder, (provider, _) => OpenFolder(provider));
        services.AddKeyedSingleton<IObjectStorage>(
            StorageEngine.S3, (provider, _) => new S3ObjectStorage(provider.GetRequiredService<IOptions<S3Options>>().Value));
        services.AddSingleton(Open);
        services.AddSingleton(provider => (IObjectAppending)provider.GetRequiredService<IObjectStorage>());
        // Null where the store has no files.
        services.AddSingleton(provider => (provider.GetRequiredService<IObjectStorage>() as ILocalObjectPaths)!);
        services.AddTransient<IStorageDoctor>(provider => new StorageDoctor(Target(provider)));
        services.AddSingleton<IStorageFigures, StorageMetrics>();
        services.AddSingleton<INodeInstances, NodeInstances>();
        services.AddSingleton<IReadinessCheck, StorageReadiness>();
        return services;
    }

    private static IObjectStorage Open(IServiceProvider provider)
    {
        var options = provider.GetRequiredService<IOptions<StorageOptions>>().Value;
        var target = Target(provider);
        return options.MoveFrom switch
        {
            null => target,
            { } from when from == options.Engine => new MovingStorage(target, OpenFolder(provider, options.MoveFromFolder)),
            { } from => new MovingStorage(target, provider.GetRequiredKeyedService<IObjectStorage>(from)),
        };
    }

    private static IObjectStorage Target(IServiceProvider provider) =>
        provider.GetRequiredKeyedService<IObjectStorage>(provider.GetRequiredService<IOptions<StorageOptions>>().Value.Engine);

    private static LocalObjectStorage OpenFolder(IServiceProvider provider) =>
        OpenFolder(provider, provider.GetRequiredService<IOptions<StorageOptions>>().Value.Folder);

    private static LocalObjectStorage OpenFolder(IServiceProvider provider, string folder)
    {
        var root = folder.Length > 0 ? Path.GetFullPath(folder) : provider.GetRequiredService<DataFolder>().Folder("objects");
        Directory.CreateDirectory(root);
        return new LocalObjectStorage(root, provider.GetRequiredService<DiskFlusher>());
    }
}
