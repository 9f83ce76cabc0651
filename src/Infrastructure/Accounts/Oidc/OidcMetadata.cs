using System.Collections.Concurrent;
using Microsoft.IdentityModel.Protocols;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using Picora.Application.Accounts.Oidc;

namespace Picora.Infrastructure.Accounts.Oidc;

/// <summary>What providers publish of themselves: endpoints and keys. Read when first needed, renewed daily and when a key is new.</summary>
internal sealed class OidcMetadata(IHttpClientFactory clients)
{
    public const string HttpClientName = "oidc";

    private readonly ConcurrentDictionary<string, ConfigurationManager<OpenIdConnectConfiguration>> known = new(StringComparer.Ordinal);

    /// <exception cref="InvalidOperationException">The provider cannot be reached, or what it says is no metadata of this issuer.</exception>
    public async Task<OpenIdConnectConfiguration> ReadAsync(OidcProviderOptions provider, CancellationToken cancellationToken)
    {
        var read = await Of(provider).GetConfigurationAsync(cancellationToken);
        if (string.IsNullOrEmpty(read.AuthorizationEndpoint) || string.IsNullOrEmpty(read.TokenEndpoint))
        {
            throw new InvalidOperationException($"{provider.Authority} does not say where to sign in.");
        }

        // Else one issuer could speak for another (Discovery, 4.3).
        return string.Equals(read.Issuer.TrimEnd('/'), provider.Authority.TrimEnd('/'), StringComparison.Ordinal)
            ? read
            : throw new InvalidOperationException($"{provider.Authority} says that it is {read.Issuer}.");
    }

    public void Renew(OidcProviderOptions provider) => Of(provider).RequestRefresh();

    private ConfigurationManager<OpenIdConnectConfiguration> Of(OidcProviderOptions provider) => known.GetOrAdd(provider.Authority, authority => new(
        $"{authority.TrimEnd('/')}/.well-known/openid-configuration",
        new OpenIdConnectConfigurationRetriever(),
        // The settings have made sure that plain http stays on this machine.
        new HttpDocumentRetriever(clients.CreateClient(HttpClientName)) { RequireHttps = authority.StartsWith("https:", StringComparison.OrdinalIgnoreCase) }));
}
