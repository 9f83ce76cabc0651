using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Picora.Application.Accounts.Oidc;

namespace Picora.Infrastructure.Accounts.Oidc;

public static class OidcServices
{
    // More than any metadata, keys or claims have.
    private const int MaxAnswerBytes = 512 * 1024;

    public static IServiceCollection AddPicoraOidc(this IServiceCollection services)
    {
        services.AddValidated<OidcOptions>(OidcOptions.Section);
        services.AddSingleton<IValidateOptions<OidcOptions>, OidcOptionsCheck>();
        services.AddHttpClient(OidcMetadata.HttpClientName)
            .ConfigureHttpClient((provider, client) =>
            {
                client.Timeout = TimeSpan.FromSeconds(provider.GetRequiredService<IOptions<OidcOptions>>().Value.TimeoutSeconds);
                client.MaxResponseContentBufferSize = MaxAnswerBytes;
            })
            .ConfigurePrimaryHttpMessageHandler(() => new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false })
            .RemoveAllLoggers();
        services.AddSingleton<OidcMetadata>();
        services.AddSingleton<IdTokenCheck>();
        services.AddSingleton<IOidcClient, OidcClient>();
        return services;
    }
}

internal sealed class OidcOptionsCheck : IValidateOptions<OidcOptions>
{
    public ValidateOptionsResult Validate(string? name, OidcOptions options) =>
        options.Fault() is { } fault ? ValidateOptionsResult.Fail(fault) : ValidateOptionsResult.Success;
}
