using System.Globalization;
using Picora.Application.Documents;
using Picora.Domain;

namespace Picora.Api.Http.Delivery;

/// <summary>A document's text as it is, with what clients need to know whether theirs is the same (contract section 15).</summary>
internal sealed class TextAnswer(Result<OpenedDocument> opened) : IResult
{
    private const string PublicCache = "public, max-age=300";
    private const string PrivateCache = "no-store";

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        if (!opened.IsSuccess)
        {
            await opened.Error.ToAnswer().ExecuteAsync(httpContext);
            return;
        }

        var (document, request, response) = (opened.Value, httpContext.Request, httpContext.Response);
        var (etag, modified) = ($"\"{document.Hash}\"", DateTimeOffset.FromUnixTimeSeconds(document.UpdatedAt.ToUnixTimeSeconds()));
        SetHeaders(response, document, etag, modified);
        response.StatusCode = Conditions.Decide(request.Headers, etag, modified) switch
        {
            Condition.NotModified => StatusCodes.Status304NotModified,
            Condition.Failed => StatusCodes.Status412PreconditionFailed,
            _ => StatusCodes.Status200OK,
        };
        if (response.StatusCode == StatusCodes.Status200OK)
        {
            await SendAsync(response, document, HttpMethods.IsHead(request.Method), httpContext.RequestAborted);
        }
    }

    private static void SetHeaders(HttpResponse response, OpenedDocument document, string etag, DateTimeOffset modified)
    {
        var headers = response.Headers;
        headers.ETag = etag;
        headers.LastModified = modified.ToString("R", CultureInfo.InvariantCulture);
        headers.CacheControl = document.IsPublic ? PublicCache : PrivateCache;
        headers["X-Source-Hash"] = document.Hash;
        headers["X-Updated-At"] = document.UpdatedAt.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ss.fffZ", CultureInfo.InvariantCulture);
        headers.XContentTypeOptions = "nosniff";
        headers.ContentSecurityPolicy = "default-src 'none'; sandbox";
    }

    private static async Task SendAsync(HttpResponse response, OpenedDocument document, bool head, CancellationToken cancellationToken)
    {
        // Deleted or replaced in this moment.
        if (await document.ReadAsync(cancellationToken) is not { } bytes)
        {
            response.Clear();
            response.StatusCode = StatusCodes.Status404NotFound;
            return;
        }

        response.ContentType = document.ContentType;
        response.ContentLength = bytes.Length;
        if (!head)
        {
            await response.Body.WriteAsync(bytes, cancellationToken);
        }
    }
}
