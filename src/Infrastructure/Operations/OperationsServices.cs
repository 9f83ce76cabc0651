using Microsoft.Extensions.DependencyInjection;
using Picora.Application.Abstractions.Operations;
using Picora.Infrastructure.Operations.Backups;
using Picora.Infrastructure.Operations.Checks;
using Picora.Infrastructure.Operations.Moving;

namespace Picora.Infrastructure.Operations;

/// <summary>What operators' commands do with database and storage.</summary>
public static class OperationsServices
{
    public static IServiceCollection AddPicoraOperations(this IServiceCollection services)
    {
        services.AddScoped<IDatabaseClock, DatabaseClock>();
        services.AddScoped<ObjectReferences>();
        services.AddScoped<IReferredObjects>(provider => provider.GetRequiredService<ObjectReferences>());
        services.AddScoped<DatabaseSnapshots>();
        services.AddScoped<BackupMaker>();
        services.AddScoped<BackupRestorer>();
        services.AddScoped<BackupVerifier>();
        services.AddScoped<IBackups, Backups.Backups>();
        services.AddSingleton<IVerifiedBackups, VerifiedBackups>();
        services.AddScoped<IStoreChecks, StoreChecks>();
        services.AddScoped<IStorageMove, StorageMove>();
        return services;
    }
}
