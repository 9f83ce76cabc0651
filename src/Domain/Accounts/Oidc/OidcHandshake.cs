using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace Picora.Domain.Accounts.Oidc;

/// <summary>
/// What ties a sign-in at a provider to the browser that began it. Everything that travels is derived from one secret in that browser's
/// cookie: an answer that another browser was sent for, or none, fits nothing.
/// </summary>
public sealed class OidcHandshake(string browserSecret)
{
    /// <summary>Comes back with the browser.</summary>
    public string State => Derive("state");

    /// <summary>Comes back inside the provider's signed token.</summary>
    public string Nonce => Derive("nonce");

    /// <summary>Shown to the provider when the code is redeemed (PKCE, RFC 7636).</summary>
    public string Verifier => Derive("verifier");

    /// <summary>What the provider is told of <see cref="Verifier"/> beforehand.</summary>
    public string Challenge => Base64Url.EncodeToString(SHA256.HashData(Encoding.ASCII.GetBytes(Verifier)));

    public bool Began(string? state) => Matches(State, state);

    public bool Asked(string? nonce) => Matches(Nonce, nonce);

    private static bool Matches(string expected, string? given) =>
        CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(expected), Encoding.UTF8.GetBytes(given ?? string.Empty));

    private string Derive(string purpose) =>
        Base64Url.EncodeToString(HMACSHA256.HashData(Encoding.UTF8.GetBytes(browserSecret), Encoding.UTF8.GetBytes(purpose)));
}
