using System.Security.Cryptography;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Picora.Testing;

/// <summary>An OpenID Connect provider that hands out whatever token a test makes: none that is real would.</summary>
public sealed class ForgingProvider : IAsyncDisposable
{
    public const string ClientId = "picora";
    public const string ClientSecret = "a-secret-of-more-than-256-bits-for-hmac-signatures";

    private readonly WebApplication app;

    private ForgingProvider()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        app = builder.Build();
        app.MapGet("/.well-known/openid-configuration", () => new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["issuer"] = Issuer,
            ["authorization_endpoint"] = SaysWhere ? $"{Issuer}/authorize" : string.Empty,
            ["token_endpoint"] = $"{Issuer}/token",
            ["userinfo_endpoint"] = $"{Issuer}/userinfo",
            ["jwks_uri"] = $"{Issuer}/jwks",
        });
        app.MapGet("/jwks", () => Results.Text($$"""{"keys":[{{Published()}}]}""", "application/json"));
        app.MapPost("/token", () => new Dictionary<string, string>(StringComparer.Ordinal) { ["access_token"] = "access", ["token_type"] = "Bearer", ["id_token"] = IdToken });
        app.MapGet("/userinfo", () => UserInfo);
    }

    public string Issuer => app.Urls.First();

    public RsaSecurityKey Key { get; } = new(RSA.Create(2048)) { KeyId = "real" };

    /// <summary>Whether its metadata says where people sign in.</summary>
    public bool SaysWhere { get; init; } = true;

    /// <summary>What the next code is redeemed for.</summary>
    public string IdToken { get; set; } = string.Empty;

    public Dictionary<string, object> UserInfo { get; set; } = [];

    public static async Task<ForgingProvider> StartAsync(bool saysWhere = true)
    {
        var provider = new ForgingProvider { SaysWhere = saysWhere };
        await provider.app.StartAsync();
        return provider;
    }

    /// <summary>A genuine token, which a test spoils.</summary>
    public SecurityTokenDescriptor Genuine(string nonce, string subject) => new()
    {
        Issuer = Issuer,
        Audience = ClientId,
        IssuedAt = DateTime.UtcNow,
        NotBefore = DateTime.UtcNow,
        Expires = DateTime.UtcNow.AddMinutes(10),
        SigningCredentials = new SigningCredentials(Key, SecurityAlgorithms.RsaSha256),
        Claims = new Dictionary<string, object>(StringComparer.Ordinal) { ["sub"] = subject, ["nonce"] = nonce },
    };

    public static string Sign(SecurityTokenDescriptor token) => new JsonWebTokenHandler { SetDefaultTimesOnTokenCreation = false }.CreateToken(token);

    public async ValueTask DisposeAsync()
    {
        await app.DisposeAsync();
        Key.Rsa.Dispose();
    }

    private string Published()
    {
        var key = JsonWebKeyConverter.ConvertFromRSASecurityKey(new RsaSecurityKey(Key.Rsa.ExportParameters(includePrivateParameters: false)));
        return $$"""{"kty":"RSA","use":"sig","kid":"real","n":"{{key.N}}","e":"{{key.E}}"}""";
    }
}
