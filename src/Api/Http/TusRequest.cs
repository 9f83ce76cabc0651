using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Primitives;
using Picora.Application.Uploads.Sessions;

namespace Picora.Api.Http;

/// <summary>Reads requests of the tus protocol.</summary>
internal static class TusRequest
{
    public static TusHeaders Headers(HttpRequest request)
    {
        var headers = request.Headers;
        return new TusHeaders
        {
            Resumable = Text(headers["Tus-Resumable"]),
            Length = Text(headers["Upload-Length"]),
            DeferLength = Text(headers["Upload-Defer-Length"]),
            Offset = Text(headers["Upload-Offset"]),
            Metadata = Text(headers["Upload-Metadata"]),
            Checksum = Text(headers["Upload-Checksum"]),
            Concat = Text(headers["Upload-Concat"]),
            ContentType = Text(headers.ContentType),
            ContentLength = request.ContentLength,
        };
    }

    /// <summary>The body, however long: the upload itself says how much of it is read.</summary>
    public static Stream Body(HttpContext context)
    {
        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit)
        {
            limit.MaxRequestBodySize = null;
        }

        return context.Request.Body;
    }

    private static string? Text(StringValues header) => header.Count == 0 ? null : header.ToString();
}
