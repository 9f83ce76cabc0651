using Picora.Domain;
using Picora.Domain.Accounts;
using Picora.Domain.Accounts.Oidc;

namespace Picora.Application.Accounts.Oidc;

/// <summary>Speaks OpenID Connect with the configured providers.</summary>
public interface IOidcClient
{
    /// <summary>Where the browser goes to sign in; <c>OIDC_UNAVAILABLE</c> when the provider does not tell.</summary>
    Task<Result<string>> AuthorizeAsync(OidcProviderOptions provider, OidcHandshake handshake, CancellationToken cancellationToken);

    /// <summary>Who signed in, from tokens that were checked in every respect; <c>OIDC_FAILED</c> when anything is wrong with them.</summary>
    Task<Result<OidcPerson>> RedeemAsync(OidcProviderOptions provider, string code, OidcHandshake handshake, CancellationToken cancellationToken);
}

/// <param name="Subject">The provider's own, stable id of the person.</param>
/// <param name="Email">An address of which the provider says that it has verified it; null without one.</param>
/// <param name="Name">What the person can recognise the identity by; null when the provider says nothing.</param>
public sealed record OidcPerson(string Subject, EmailAddress? Email, string? Name);
