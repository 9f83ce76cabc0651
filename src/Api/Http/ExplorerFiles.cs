namespace Picora.Api.Http;

/// <summary>The files of the explorer's page. They bring everything along: the page asks no other host for anything.</summary>
internal static class ExplorerFiles
{
    public const string Script = "explorer/scalar.js";
    public const string Page = "explorer/index.html";
    public const string MissingPage = "explorer/missing.html";

    // Below their own path only: for any other, each request would ask the disk whether there is such a file.
    public static void UseExplorerFiles(this WebApplication app) => app.UseWhen(
        context => context.Request.Path.StartsWithSegments("/explorer", StringComparison.Ordinal),
        explorer => explorer.UseStaticFiles(new StaticFileOptions
        {
            OnPrepareResponse = file => file.Context.Response.Headers.CacheControl = "public, max-age=86400",
        }));

    /// <summary>What the page may load and talk to: this server, under its own and under its outside address.</summary>
    public static void Protect(IHeaderDictionary headers, string api)
    {
        // Scalar styles its elements one by one, and shows its icons from data: URLs.
        headers.ContentSecurityPolicy =
            "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; font-src 'self' data:; "
            + $"connect-src 'self' {api}; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
        headers["Referrer-Policy"] = "no-referrer";
        headers.CacheControl = "no-cache";
    }
}
