namespace Picora.Api.Http;

/// <summary>The cookie that keeps a browser signed in. Secure also on plain http: browsers take localhost for secure.</summary>
internal static class RefreshCookie
{
    public const string Name = "refresh_token";

    public static string? Read(HttpContext context) => context.Request.Cookies[Name];

    public static void Write(HttpContext context, string token, TimeSpan lifetime)
    {
        var options = Options();
        options.MaxAge = lifetime;
        context.Response.Cookies.Append(Name, token, options);
    }

    public static void Clear(HttpContext context)
    {
        var options = Options();
        options.MaxAge = TimeSpan.Zero;
        context.Response.Cookies.Append(Name, string.Empty, options);
    }

    private static CookieOptions Options() => new() { HttpOnly = true, Secure = true, SameSite = SameSiteMode.Strict, Path = "/v1/auth" };
}
