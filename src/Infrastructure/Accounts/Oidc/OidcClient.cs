using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Logging;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using Picora.Application.Abstractions;
using Picora.Application.Accounts.Oidc;
using Picora.Domain;
using Picora.Domain.Accounts;
using Picora.Domain.Accounts.Oidc;

namespace Picora.Infrastructure.Accounts.Oidc;

/// <summary>The authorization code flow with PKCE. The provider is the operator's choice; the browser that brings its answers is anybody's.</summary>
internal sealed class OidcClient(OidcMetadata metadata, IdTokenCheck check, IHttpClientFactory clients, IPublicUrls urls, ILogger<OidcClient> logger) : IOidcClient
{
    public Task<Result<string>> AuthorizeAsync(OidcProviderOptions provider, OidcHandshake handshake, CancellationToken cancellationToken) =>
        GuardAsync(provider, () => AuthorizationUrlAsync(provider, handshake, cancellationToken), cancellationToken);

    public Task<Result<OidcPerson>> RedeemAsync(
        OidcProviderOptions provider, string code, OidcHandshake handshake, CancellationToken cancellationToken) =>
        GuardAsync(provider, () => ReadPersonAsync(provider, code, handshake, cancellationToken), cancellationToken);

    private async Task<Result<string>> AuthorizationUrlAsync(OidcProviderOptions provider, OidcHandshake handshake, CancellationToken cancellationToken)
    {
        var published = await metadata.ReadAsync(provider, cancellationToken);
        return QueryHelpers.AddQueryString(published.AuthorizationEndpoint, new Dictionary<string, string?>(StringComparer.Ordinal)
        {
            ["response_type"] = "code",
            ["client_id"] = provider.ClientId,
            ["redirect_uri"] = RedirectUri(provider),
            ["scope"] = provider.Scopes,
            ["state"] = handshake.State,
            ["nonce"] = handshake.Nonce,
            ["code_challenge"] = handshake.Challenge,
            ["code_challenge_method"] = "S256",
        });
    }

    private async Task<Result<OidcPerson>> ReadPersonAsync(
        OidcProviderOptions provider, string code, OidcHandshake handshake, CancellationToken cancellationToken)
    {
        var published = await metadata.ReadAsync(provider, cancellationToken);
        using var request = TokenRequest(provider, published, code, handshake);
        var answer = await SendAsync(request, cancellationToken);
        if (answer is null || Text(answer.Value, "id_token") is not { } idToken)
        {
            return Refuse(provider, "the code was not redeemed");
        }

        var (token, fault) = await check.ReadAsync(provider, idToken, handshake, cancellationToken);
        if (token is null)
        {
            return Refuse(provider, fault!);
        }

        var claims = JsonElement.Parse(Base64UrlText(token));
        if (Text(claims, "email") is null && published.UserInfoEndpoint is { Length: > 0 } userInfo && Text(answer.Value, "access_token") is { } access)
        {
            using var asked = new HttpRequestMessage(HttpMethod.Get, userInfo) { Headers = { Authorization = new AuthenticationHeaderValue("Bearer", access) } };
            // Only about the person of the token (Core, 5.3.2).
            claims = await SendAsync(asked, cancellationToken) is { } more && string.Equals(Text(more, "sub"), token.Subject, StringComparison.Ordinal) ? more : claims;
        }

        return Person(token.Subject, claims);
    }

    private static OidcPerson Person(string subject, JsonElement claims)
    {
        var isVerified = claims.TryGetProperty("email_verified", out var verified) && verified.ValueKind is JsonValueKind.True;
        var email = isVerified ? EmailAddress.Parse(Text(claims, "email")) : null;
        var name = email?.Value ?? Text(claims, "preferred_username") ?? Text(claims, "name");
        return new OidcPerson(subject, email, name is { Length: <= Identity.MaxNameLength } && !name.Contains('\0', StringComparison.Ordinal) ? name : null);
    }

    private HttpRequestMessage TokenRequest(OidcProviderOptions provider, OpenIdConnectConfiguration published, string code, OidcHandshake handshake)
    {
        var fields = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["grant_type"] = "authorization_code",
            ["code"] = code,
            ["redirect_uri"] = RedirectUri(provider),
            ["code_verifier"] = handshake.Verifier,
        };
        var request = new HttpRequestMessage(HttpMethod.Post, published.TokenEndpoint);
        var secret = provider.ClientSecretFile is { Length: > 0 } file ? File.ReadAllText(file).Trim() : provider.ClientSecret;
        var methods = published.TokenEndpointAuthMethodsSupported;
        if (secret.Length > 0 && (methods.Count == 0 || methods.Contains("client_secret_basic")))
        {
            // Both parts as a form has them (RFC 6749, 2.3.1).
            var pair = $"{Uri.EscapeDataString(provider.ClientId)}:{Uri.EscapeDataString(secret)}";
            request.Headers.Authorization = new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.ASCII.GetBytes(pair)));
        }
        else
        {
            fields["client_id"] = provider.ClientId;
            if (secret.Length > 0)
            {
                fields["client_secret"] = secret;
            }
        }

        request.Content = new FormUrlEncodedContent(fields);
        return request;
    }

    private async Task<JsonElement?> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("application/json"));
        using var response = await clients.CreateClient(OidcMetadata.HttpClientName).SendAsync(request, cancellationToken);
        return response.IsSuccessStatusCode && JsonElement.Parse(await response.Content.ReadAsStringAsync(cancellationToken)) is { ValueKind: JsonValueKind.Object } read
            ? read
            : null;
    }

    private async Task<Result<T>> GuardAsync<T>(OidcProviderOptions provider, Func<Task<Result<T>>> talk, CancellationToken cancellationToken)
    {
        try
        {
            return await talk();
        }
        // The metadata's reader wraps what went wrong in an InvalidOperationException.
        catch (Exception exception) when (exception is HttpRequestException or IOException or JsonException or InvalidOperationException
            || (exception is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            logger.LogError(exception, "The sign-in provider {Provider} does not answer as it should", provider.Id);
            return OidcErrors.Unreachable;
        }
    }

    private Error Refuse(OidcProviderOptions provider, string reason)
    {
        logger.LogWarning("A sign-in with {Provider} was refused: {Reason}", provider.Id, reason);
        return OidcErrors.BadAnswer;
    }

    private string RedirectUri(OidcProviderOptions provider) => $"{urls.Api}/v1/auth/oidc/{provider.Id}/callback";

    private static string Base64UrlText(JsonWebToken token) => Encoding.UTF8.GetString(System.Buffers.Text.Base64Url.DecodeFromChars(token.EncodedPayload));

    private static string? Text(JsonElement json, string name) =>
        json.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
