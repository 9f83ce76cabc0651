using MediatR;
using Picora.Application.Abstractions;
using Picora.Application.Pipeline;
using Picora.Domain;

namespace Picora.Application.Accounts.Oidc;

/// <summary>The providers at which people may sign in, in the order of the settings.</summary>
[PublicAccess]
public sealed record ListOidcProviders : IRequest<Result<IReadOnlyList<OidcProviderView>>>;

/// <param name="StartUrl">Where a browser goes to sign in with it.</param>
public sealed record OidcProviderView(string Id, string Name, string StartUrl);

internal sealed class ListOidcProvidersHandler(OidcDirectory providers, IPublicUrls urls)
    : IRequestHandler<ListOidcProviders, Result<IReadOnlyList<OidcProviderView>>>
{
    public Task<Result<IReadOnlyList<OidcProviderView>>> Handle(ListOidcProviders request, CancellationToken cancellationToken) =>
        Task.FromResult<Result<IReadOnlyList<OidcProviderView>>>(
            providers.All.Select(provider => new OidcProviderView(provider.Id, provider.Name, $"{urls.Api}/v1/auth/oidc/{provider.Id}/start")).ToList());
}
