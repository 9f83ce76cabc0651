using Picora.Domain;
using Picora.Domain.Accounts.Contracts;

namespace Picora.Application.Pipeline;

/// <summary>Why a caller is turned away. Clients match the texts: contract sections 1.2 and 1.3.</summary>
public static class AccessErrors
{
    public static readonly Error Unauthorized = new(ErrorKind.Unauthorized, "UNAUTHORIZED", "Unauthorized");

    public static readonly Error InvalidApiKey = new(ErrorKind.Unauthorized, "UNAUTHORIZED", "Invalid API key");

    public static readonly Error ApiKeyRevoked = new(ErrorKind.Unauthorized, "API_KEY_REVOKED", "API key has been revoked");

    public static readonly Error ApiKeyExpired = new(ErrorKind.Unauthorized, "API_KEY_EXPIRED", "API key has expired");

    public static readonly Error TokenExpired = new(ErrorKind.Unauthorized, "TOKEN_EXPIRED", "Unauthorized: the access token has expired");

    public static readonly Error Forbidden = new(ErrorKind.Forbidden, "FORBIDDEN", "Forbidden");

    // The phrase "API keys can only access" is what S1's sample branches on. The words quota, reached, upgrade and "count" (as in
    // "account", together with "plan") must not appear: Moraya shows such a 403 as a full quota.
    public static readonly Error KeysNotAllowed = new(
        ErrorKind.Forbidden, "FORBIDDEN", "Forbidden: API keys can only access media, document and usage endpoints; sign in to use this one");

    /// <param name="address">As it was seen, so that somebody behind a proxy can find out what to allow.</param>
    public static Error AddressNotAllowed(string address) =>
        new Error(ErrorKind.Forbidden, "IP_NOT_ALLOWED", "Forbidden: this API key may not be used from this address").With("address", address);

    public static Error InsufficientScope(Scope required, Scope granted) => new(
        ErrorKind.Forbidden,
        "INSUFFICIENT_SCOPE",
        "Forbidden: the credential lacks the scope that this operation needs",
        new Dictionary<string, object?>(StringComparer.Ordinal)
        {
            ["required"] = ScopeNames.ToColonList(required),
            ["granted"] = ScopeNames.ToColonList(granted),
        });
}
