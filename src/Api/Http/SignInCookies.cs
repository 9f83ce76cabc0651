namespace Picora.Api.Http;

/// <summary>
/// The cookies of a sign-in that is under way. Both live for minutes, and no script reads them. They come back when the browser returns from
/// another site, which a strict cookie would not. Over https their names say that this very host has set them: no neighbour under the same
/// domain, who may set cookies for it, can slip somebody a sign-in of their own.
/// </summary>
internal static class SignInCookies
{
    /// <summary>What ties a sign-in at a provider to this browser.</summary>
    public const string Oidc = "oidc_sign_in";

    /// <summary>The token for the second factor, after a provider has vouched for the first: no address carries it.</summary>
    public const string SecondFactor = "mfa_token";

    public static string? Read(HttpContext context, string name) => context.Request.Cookies[NameOf(context, name)];

    public static void Write(HttpContext context, string name, string value, TimeSpan lifetime) => Append(context, name, value, lifetime);

    public static void Clear(HttpContext context, string name) => Append(context, name, string.Empty, TimeSpan.Zero);

    private static void Append(HttpContext context, string name, string value, TimeSpan lifetime) => context.Response.Cookies.Append(
        NameOf(context, name),
        value,
        new CookieOptions { HttpOnly = true, Secure = true, SameSite = SameSiteMode.Lax, Path = context.Request.IsHttps ? "/" : "/v1/auth", MaxAge = lifetime });

    // Browsers take the prefix with the path / and over https only (RFC 6265bis, 4.1.3.2).
    private static string NameOf(HttpContext context, string name) => context.Request.IsHttps ? $"__Host-{name}" : name;
}
