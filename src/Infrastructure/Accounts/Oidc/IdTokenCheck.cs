using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using Microsoft.IdentityModel.Tokens;
using Picora.Application.Accounts.Oidc;
using Picora.Domain.Accounts;
using Picora.Domain.Accounts.Oidc;

namespace Picora.Infrastructure.Accounts.Oidc;

/// <summary>Checks id tokens: signature by a published key under a public-key algorithm, issuer, audience, nonce, times (OpenID Connect Core, 3.1.3.7).</summary>
internal sealed class IdTokenCheck(OidcMetadata metadata, TimeProvider time)
{
    // How far the provider's clock may be from ours.
    private static readonly TimeSpan ClockSkew = TimeSpan.FromMinutes(1);

    private static readonly string[] Algorithms =
    [
        SecurityAlgorithms.RsaSha256, SecurityAlgorithms.RsaSha384, SecurityAlgorithms.RsaSha512,
        SecurityAlgorithms.RsaSsaPssSha256, SecurityAlgorithms.RsaSsaPssSha384, SecurityAlgorithms.RsaSsaPssSha512,
        SecurityAlgorithms.EcdsaSha256, SecurityAlgorithms.EcdsaSha384, SecurityAlgorithms.EcdsaSha512,
    ];

    private readonly JsonWebTokenHandler handler = new() { MapInboundClaims = false };

    /// <summary>The token, or null and why not.</summary>
    public async Task<(JsonWebToken? Token, string? Fault)> ReadAsync(
        OidcProviderOptions provider, string idToken, OidcHandshake handshake, CancellationToken cancellationToken)
    {
        var validated = await ValidateAsync(provider, idToken, cancellationToken);
        if (validated.Exception is SecurityTokenSignatureKeyNotFoundException)
        {
            // The provider may have a new key.
            metadata.Renew(provider);
            validated = await ValidateAsync(provider, idToken, cancellationToken);
        }

        return validated is { IsValid: true, SecurityToken: JsonWebToken token }
            ? FaultOf(token, provider, handshake) is { } fault ? (null, fault) : (token, null)
            : (null, validated.Exception?.GetType().Name ?? "not a token");
    }

    private async Task<TokenValidationResult> ValidateAsync(OidcProviderOptions provider, string idToken, CancellationToken cancellationToken)
    {
        var published = await metadata.ReadAsync(provider, cancellationToken);
        return await handler.ValidateTokenAsync(idToken, Parameters(provider, published));
    }

    private static TokenValidationParameters Parameters(OidcProviderOptions provider, OpenIdConnectConfiguration published) => new()
    {
        ValidAlgorithms = Algorithms,
        ValidIssuer = published.Issuer,
        ValidAudience = provider.ClientId,
        IssuerSigningKeys = published.SigningKeys,
        RequireSignedTokens = true,

        // Against the server's own clock, below: the library's is not exchangeable.
        ValidateLifetime = false,
    };

    private string? FaultOf(JsonWebToken token, OidcProviderOptions provider, OidcHandshake handshake)
    {
        var now = time.GetUtcNow().UtcDateTime;
        return token switch
        {
            _ when !handshake.Asked(Text(token, "nonce")) => "another nonce",
            _ when token.ValidTo <= now - ClockSkew => "expired",
            _ when token.ValidFrom > now + ClockSkew || token.IssuedAt > now + ClockSkew => "not valid yet",
            _ when token.Audiences.Skip(1).Any() && !string.Equals(Text(token, "azp"), provider.ClientId, StringComparison.Ordinal) => "for another client",
            _ when !IsSubject(Text(token, "sub")) => "no subject",
            _ => null,
        };
    }

    private static bool IsSubject(string? text) => text is { Length: > 0 and <= Identity.MaxSubjectLength } && !text.Contains('\0', StringComparison.Ordinal);

    private static string? Text(JsonWebToken token, string name) => token.TryGetPayloadValue<string>(name, out var value) ? value : null;
}
