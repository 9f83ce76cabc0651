using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Picora.Application.Abstractions;
using Picora.Application.Media.Arrivals;

namespace Picora.Infrastructure.Importing;

public static class ImportingServices
{
    public static IServiceCollection AddPicoraImporting(this IServiceCollection services)
    {
        services.AddValidated<ImportOptions>(ImportOptions.Section);
        services.AddSingleton<IValidateOptions<ImportOptions>, ImportOptionsCheck>();
        services.AddSingleton<INameResolver, SystemNameResolver>();
        services.AddSingleton<AddressPolicy>();
        services.AddSingleton<VettedConnections>();
        services.AddSingleton<IRemoteFiles, RemoteFiles>();
        return services;
    }
}

internal sealed class ImportOptionsCheck : IValidateOptions<ImportOptions>
{
    public ValidateOptionsResult Validate(string? name, ImportOptions options) =>
        options.Fault() is { } fault ? ValidateOptionsResult.Fail(fault) : ValidateOptionsResult.Success;
}
