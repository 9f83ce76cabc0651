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

        string? signature = null;
        string? expires = null;
        List<string>? others = null;
        var query = request.QueryString.Value.AsSpan(1);
        foreach (var part in query.Split('&'))
        {
            var parameter = query[part];
            if (parameter.StartsWith(Signature, StringComparison.Ordinal))
            {
                signature = Only(signature, parameter[Signature.Length..]);
            }
            else if (parameter.StartsWith(Expires, StringComparison.Ordinal))
            {
                expires = Only(expires, parameter[Expires.Length..]);
            }
            else if (!parameter.IsEmpty && !IsDownload(parameter))
            {
                (others ??= []).Add(parameter.ToString());
            }
        }

        if ((signature ?? expires) is not null && !StandsLiterally(request, resource))
        {
            signature = string.Empty;
        }

        return new MediaVisit(signature, expires, others is null ? string.Empty : MediaVisit.Order(others), referer)
        {
            Accepted = others is null ? default : new AcceptedFormats(Accepts(request, "image/avif"), Accepts(request, "image/webp")),
        };
    }

    /// <summary>Whether the file is to be saved and not shown: <c>?download</c>, with or without a value.</summary>
    public static bool AsksForDownload(HttpRequest request)
    {
        var query = request.QueryString.HasValue ? request.QueryString.Value.AsSpan(1) : [];
        foreach (var part in query.Split('&'))
        {
            if (IsDownload(query[part]))
            {
                return true;
            }
        }

        return false;
    }

    // By name only: whoever takes anything may still not know the newer formats.
    private static bool Accepts(HttpRequest request, string type) => request.GetTypedHeaders().Accept
        .Any(accepted => accepted.MediaType.Equals(type, StringComparison.OrdinalIgnoreCase) && accepted.Quality is not 0);

    private static bool IsDownload(ReadOnlySpan<char> parameter) =>
        parameter.StartsWith(Download, StringComparison.Ordinal) && (parameter.Length == Download.Length || parameter[Download.Length] == '=');

    // Given twice, it is wrong.
    private static string Only(string? before, ReadOnlySpan<char> value) => before is null ? value.ToString() : string.Empty;

    // The same file by another spelling of its path was not signed.
    private static bool StandsLiterally(HttpRequest request, string resource)
    {
        var target = request.HttpContext.Features.Get<IHttpRequestFeature>()?.RawTarget ?? string.Empty;
        var query = target.IndexOf('?', StringComparison.Ordinal);
        return target.AsSpan(0, query < 0 ? target.Length : query).EndsWith("/" + resource, StringComparison.Ordinal);
    }
}
