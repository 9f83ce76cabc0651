using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Picora.Application.Abstractions;
using Picora.Infrastructure.Storage.Local;

namespace Picora.Infrastructure.Storage;

/// <summary>Settings under <c>Picora:Storage</c>.</summary>
public sealed class StorageOptions
{
    public const string Section = "Picora:Storage";

    /// <summary>The folder of the objects; left empty: <c>objects</c> in the data folder.</summary>
    public string Folder { get; set; } = string.Empty;

    /// <summary>How many threads make written files durable. More of them let a disk that can flush in parallel do so.</summary>
    [Range(1, 64)]
    public int FlushThreads { get; set; } = 8;
}

public static class StorageServices
{
    public static IServiceCollection AddPicoraStorage(this IServiceCollection services)
    {
        services.AddValidated<StorageOptions>(StorageOptions.Section);
        services.AddSingleton(provider => new DiskFlusher(provider.GetRequiredService<IOptions<StorageOptions>>().Value.FlushThreads));
        services.AddSingleton(provider =>
        {
            var folder = provider.GetRequiredService<IOptions<StorageOptions>>().Value.Folder;
            var root = folder.Length > 0 ? Path.GetFullPath(folder) : provider.GetRequiredService<DataFolder>().Folder("objects");
            Directory.CreateDirectory(root);
            return new LocalObjectStorage(root, provider.GetRequiredService<DiskFlusher>());
        });
        services.AddSingleton<IObjectStorage>(provider => provider.GetRequiredService<LocalObjectStorage>());
        services.AddSingleton<IObjectAppending>(provider => provider.GetRequiredService<LocalObjectStorage>());
        services.AddSingleton<ILocalObjectPaths>(provider => provider.GetRequiredService<LocalObjectStorage>());
        services.AddSingleton<INodeInstances, NodeInstances>();
        services.AddSingleton<IReadinessCheck, StorageReadiness>();
        return services;
    }
}
