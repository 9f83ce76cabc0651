namespace Picora.Api.Http;

/// <summary>
/// The cookie by which a device is known again when somebody signs in from it. It opens nothing. Lax, so that it comes along when another
/// provider sends a person back.
/// </summary>
internal static class DeviceCookie
{
    public const string Name = "picora_device";

    public static string? Read(HttpContext context) => context.Request.Cookies[Name];

    public static void Write(HttpContext context, string token, TimeSpan lifetime) => context.Response.Cookies.Append(
        Name, token, new CookieOptions { HttpOnly = true, Secure = true, SameSite = SameSiteMode.Lax, Path = "/v1/auth", MaxAge = lifetime });
}
