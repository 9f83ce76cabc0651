using System.Security.Cryptography;

namespace Picora.Api.Http;

/// <summary>The style sheet of documents' pages. Its address names its content, so it may be kept for good.</summary>
internal static class PageStyle
{
    public const string Route = "/d/page.css";

    private static readonly byte[] Sheet = File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "wwwroot", "documents", "page.css"));

    public static string Address { get; } = $"{Route}?v={Convert.ToHexStringLower(SHA256.HashData(Sheet))[..12]}";

    public static IResult Answer(HttpResponse response)
    {
        response.Headers.CacheControl = "public, max-age=31536000, immutable";
        response.Headers.XContentTypeOptions = "nosniff";
        return Results.Bytes(Sheet, "text/css; charset=utf-8");
    }
}
