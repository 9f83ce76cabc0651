using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using Picora.Application.Abstractions;
using Picora.Application.Accounts;
using Picora.Application.Pipeline;
using Picora.Domain;
using Picora.Domain.Accounts;
using Picora.Domain.Accounts.Contracts;

namespace Picora.Infrastructure.Security;

/// <summary>Access tokens as JWTs under RS256. Issuer and audience are the API's own address.</summary>
internal sealed class AccessTokens(RsaSigningKeys keys, IPublicUrls urls, TimeProvider time, IOptions<AccountsOptions> options) : IAccessTokens
{
    private const string TokenType = "JWT";

    // How far the clocks of two nodes may be apart before one refuses what the other has just issued.
    private static readonly TimeSpan ClockSkew = TimeSpan.FromSeconds(5);

    private readonly JsonWebTokenHandler handler = new() { SetDefaultTimesOnTokenCreation = false, MapInboundClaims = false };

    public string Issue(AccessTokenSubject subject)
    {
        var now = time.GetUtcNow();
        return handler.CreateToken(new SecurityTokenDescriptor
        {
            TokenType = TokenType,
            Issuer = urls.Api,
            Audience = urls.Api,
            IssuedAt = now.UtcDateTime,
            NotBefore = now.UtcDateTime,
            Expires = now.AddMinutes(options.Value.AccessTokenMinutes).UtcDateTime,
            SigningCredentials = keys.Signing,
            Claims = new Dictionary<string, object>(StringComparer.Ordinal)
            {
                ["sub"] = subject.UserId.Value,
                ["userId"] = subject.UserId.Value,
                ["sid"] = subject.SessionId.Value,
                ["plan"] = subject.Plan.ToName(),
                ["is_admin"] = subject.IsAdministrator ? 1 : 0,
                ["jti"] = NanoId.New(),
            },
        });
    }

    public async Task<Result<AccessTokenIdentity>> ReadAsync(string token)
    {
        var validated = await handler.ValidateTokenAsync(token, Parameters());
        if (!validated.IsValid || validated.SecurityToken is not JsonWebToken jwt)
        {
            return AccessErrors.Unauthorized;
        }

        var now = time.GetUtcNow().UtcDateTime;
        if (Claim(jwt, "sub") is not { } userId || Claim(jwt, "sid") is not { } sessionId || jwt.ValidFrom > now + ClockSkew)
        {
            return AccessErrors.Unauthorized;
        }

        return jwt.ValidTo > now ? new AccessTokenIdentity(new UserId(userId), new SessionId(sessionId)) : AccessErrors.TokenExpired;
    }

    private TokenValidationParameters Parameters() => new()
    {
        ValidAlgorithms = [SecurityAlgorithms.RsaSha256],
        ValidTypes = [TokenType],
        ValidIssuer = urls.Api,
        ValidAudience = urls.Api,
        IssuerSigningKeyResolver = (_, _, keyId, _) => keys.Find(keyId),
        TryAllIssuerSigningKeys = false,
        RequireSignedTokens = true,

        // Against the server's own clock, above: the library's is not exchangeable.
        ValidateLifetime = false,
    };

    private static string? Claim(JsonWebToken jwt, string name) =>
        jwt.TryGetPayloadValue<string>(name, out var value) && value is { Length: NanoId.Long } ? value : null;
}
