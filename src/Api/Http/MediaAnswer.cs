using Microsoft.Net.Http.Headers;
using Picora.Application.Abstractions;
using Picora.Application.Media;
using Picora.Application.Media.Transforms;
using Picora.Domain;

namespace Picora.Api.Http;

internal static class MediaAnswers
{
    public static IResult ToMedia(this Result<MediaFile> result) =>
        result.IsSuccess ? new MediaAnswer(result.Value) : result.Error.ToAnswer();
}

/// <summary>Sends a medium's bytes, as something to look at and never as something to run, whatever they are.</summary>
internal sealed class MediaAnswer(MediaFile file) : IResult
{
    private const string Forever = "public, max-age=31536000, immutable";
    private const string AskAgain = "private, no-cache";
    private const string NotKept = "no-store";
    private const string OwnerOnly = "private, no-store";

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var etag = EntityTagHeaderValue.Parse(file.ETag);
        SetHeaders(httpContext, etag);
        if (IsFresh(httpContext.Request, etag))
        {
            // Before any file is touched.
            httpContext.Response.StatusCode = StatusCodes.Status304NotModified;
            return;
        }

        var content = await OpenAsync(httpContext);
        if (!content.IsSuccess)
        {
            // Nothing that was said of the picture holds for the failure.
            httpContext.Response.Headers.Remove(HeaderNames.ETag);
            httpContext.Response.Headers.Remove(HeaderNames.ContentDisposition);
            await content.Error.ToAnswer().ExecuteAsync(httpContext);
            return;
        }

        await Results.Stream(content.Value, file.ContentType, null, file.ModifiedAt, etag, AsksForBytes(httpContext.Request)).ExecuteAsync(httpContext);
        if (httpContext.Response is { HasStarted: false, StatusCode: >= StatusCodes.Status400BadRequest })
        {
            // A range or a condition that cannot be met says nothing about the next request.
            httpContext.Response.Headers.CacheControl = "no-store";
        }
    }

    private async Task<Result<Stream>> OpenAsync(HttpContext context)
    {
        if (file.Variant is { } order)
        {
            return await context.RequestServices.GetRequiredService<IVariantSource>().OpenAsync(order, context.RequestAborted);
        }

        var storage = context.RequestServices.GetRequiredService<IObjectStorage>();
        var stored = await storage.OpenAsync(file.Key, context.RequestAborted)
            ?? throw new IOException($"Object {file.Key} is missing from the storage.");
        return file.Layout is null ? stored : new LayoutStream(stored, file.Layout);
    }

    private void SetHeaders(HttpContext context, EntityTagHeaderValue etag)
    {
        var headers = context.Response.Headers;
        var disposition = new ContentDispositionHeaderValue(MediaQuery.AsksForDownload(context.Request) ? "attachment" : "inline");
        disposition.SetHttpFileName(file.FileName);
        headers.ContentDisposition = disposition.ToString();
        headers.CacheControl = file.Ground switch
        {
            _ when file.Variant?.Preview is not null => NotKept,
            MediaGround.Public => Forever,
            MediaGround.Owner => OwnerOnly,
            _ => AskAgain,
        };
        if (file.Ground == MediaGround.Referer)
        {
            headers.Append("Vary", "Referer");
        }

        if (file.VariesByAccept)
        {
            headers.Append("Vary", "Accept");
        }

        headers.ETag = etag.ToString();
        headers.XContentTypeOptions = "nosniff";
        headers.ContentSecurityPolicy = "default-src 'none'; style-src 'unsafe-inline'; sandbox";
        headers["Cross-Origin-Resource-Policy"] = "cross-origin";
        headers["Timing-Allow-Origin"] = "*";
    }

    // The framework takes any unit for bytes.
    private static bool AsksForBytes(HttpRequest request) =>
        request.Headers.Range is not [{ } range] || range.TrimStart().StartsWith("bytes", StringComparison.OrdinalIgnoreCase);

    private static bool IsFresh(HttpRequest request, EntityTagHeaderValue etag) =>
        EntityTagHeaderValue.TryParseList(request.Headers.IfNoneMatch, out var known)
        && known.Any(tag => tag.Equals(EntityTagHeaderValue.Any) || tag.Compare(etag, useStrongComparison: false));
}
