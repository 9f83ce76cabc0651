using Microsoft.AspNetCore.Http.Features;
using Picora.Application.Media;
using Picora.Application.Media.Transforms;

namespace Picora.Api.Http.Delivery;

/// <summary>The parameters of a medium's address, undecoded: a signature covers the address as it stands.</summary>
internal static class MediaQuery
{
    private const string Signature = "sig=";
    private const string Expires = "exp=";
    private const string Download = "download";

    /// <param name="request">The request for the medium.</param>
    /// <param name="resource">The end of its path, such as <c>Qw3rTy7uIo1.jpg</c>.</param>
    public static MediaVisit ReadVisit(HttpRequest request, string resource)
    {
        var referer = request.Headers.Referer is [{ } page] ? page : null;
        if (!request.QueryString.HasValue)
        {
            return referer is null ? MediaVisit.Plain : MediaVisit.Plain with { Referer = referer };
        }

        var parameters = request.QueryString.Value![1..].Split('&');
        var signature = Only(parameters, Signature);
        var expires = Only(parameters, Expires);
        if ((signature ?? expires) is not null && !StandsLiterally(request, resource))
        {
            signature = string.Empty;
        }

        var others = parameters.Where(parameter => !IsOurs(parameter)).ToList();
        return new MediaVisit(signature, expires, others.Count == 0 ? string.Empty : MediaVisit.Order(others), referer)
        {
            Accepted = others.Count == 0 ? default : new AcceptedFormats(Accepts(request, "image/avif"), Accepts(request, "image/webp")),
        };
    }

    /// <summary>Whether the file is to be saved and not shown: <c>?download</c>, with or without a value.</summary>
    public static bool AsksForDownload(HttpRequest request) =>
        request.QueryString.HasValue && Array.Exists(request.QueryString.Value![1..].Split('&'), IsDownload);

    // By name only: whoever takes anything may still not know the newer formats.
    private static bool Accepts(HttpRequest request, string type) => request.GetTypedHeaders().Accept
        .Any(accepted => accepted.MediaType.Equals(type, StringComparison.OrdinalIgnoreCase) && accepted.Quality is not 0);

    private static bool IsOurs(string parameter) =>
        parameter.Length == 0
        || parameter.StartsWith(Signature, StringComparison.Ordinal)
        || parameter.StartsWith(Expires, StringComparison.Ordinal)
        || IsDownload(parameter);

    private static bool IsDownload(string parameter) =>
        parameter.StartsWith(Download, StringComparison.Ordinal) && (parameter.Length == Download.Length || parameter[Download.Length] == '=');

    // Given twice, it is wrong.
    private static string? Only(string[] parameters, string name) =>
        Array.FindAll(parameters, parameter => parameter.StartsWith(name, StringComparison.Ordinal)) switch
        {
            [] => null,
            [var one] => one[name.Length..],
            _ => string.Empty,
        };

    // The same file by another spelling of its path was not signed.
    private static bool StandsLiterally(HttpRequest request, string resource)
    {
        var target = request.HttpContext.Features.Get<IHttpRequestFeature>()?.RawTarget ?? string.Empty;
        var query = target.IndexOf('?', StringComparison.Ordinal);
        return target.AsSpan(0, query < 0 ? target.Length : query).EndsWith("/" + resource, StringComparison.Ordinal);
    }
}
