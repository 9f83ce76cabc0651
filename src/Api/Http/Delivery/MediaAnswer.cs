using System.Globalization;
using MediatR;
using Microsoft.Net.Http.Headers;
using Picora.Application.Media;
using Picora.Application.Quotas.Contracts;
using Picora.Domain;
using Picora.Domain.Quotas.Contracts;

namespace Picora.Api.Http.Delivery;

/// <summary>Finds a medium and sends its bytes, as something to look at and never as something to run, whatever they are.</summary>
/// <param name="request">Finds it, and decides who may have it.</param>
/// <param name="resource">What is asked for, for the log.</param>
internal sealed class MediaAnswer(IRequest<Result<MediaFile>> request, string resource) : IResult
{
    private const string Forever = "public, max-age=31536000, immutable";
    private const int MostSeconds = 31_536_000;
    private const string AskOften = "public, max-age=60";
    private const string AskAgain = "private, no-cache";
    private const string OwnerOnly = "private, no-store";
    private const string NoStore = "no-store";

    // What is found and then not there may just have been deleted or made anew; a second look tells.
    private const int Looks = 2;

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var sender = httpContext.RequestServices.GetRequiredService<ISender>();
        for (var look = 1; look <= Looks; look++)
        {
            var found = await sender.Send(request, httpContext.RequestAborted);
            if (!found.IsSuccess)
            {
                await found.Error.ToAnswer().ExecuteAsync(httpContext);
                return;
            }

            if (await TryAnswerAsync(httpContext, found.Value))
            {
                return;
            }
        }

        throw new IOException($"The object of {resource} is missing from the storage.");
    }

    /// <summary>False when the file is not there.</summary>
    private static async Task<bool> TryAnswerAsync(HttpContext context, MediaFile file)
    {
        var modified = DateTimeOffset.FromUnixTimeSeconds(file.ModifiedAt.ToUnixTimeSeconds());
        var condition = Conditions.Decide(context.Request.Headers, file.ETag, modified);
        if (condition != Condition.Met)
        {
            // Before any file is touched.
            SetHeaders(context, file, modified);
            AnswerWithoutBytes(context.Response, condition == Condition.NotModified ? StatusCodes.Status304NotModified : StatusCodes.Status412PreconditionFailed);
            return true;
        }

        var opened = await Content.OpenAsync(context.RequestServices, file, context.RequestAborted);
        if (!opened.IsSuccess)
        {
            await opened.Error.ToAnswer().ExecuteAsync(context);
            return true;
        }

        await using var content = opened.Value;
        if (content is null)
        {
            return false;
        }

        SetHeaders(context, file, modified);
        var range = Conditions.Cut(context.Request.Headers, file.ETag, modified, content.Length);
        if (range is { Length: 0 })
        {
            context.Response.Headers.ContentRange = string.Create(CultureInfo.InvariantCulture, $"bytes */{content.Length}");
            AnswerWithoutBytes(context.Response, StatusCodes.Status416RangeNotSatisfiable);
            return true;
        }

        await SendAsync(context, file, content, range);
        return true;
    }

    private static async Task SendAsync(HttpContext context, MediaFile file, Content content, (long From, long Length)? range)
    {
        var response = context.Response;
        var (from, length) = range ?? (0, content.Length);
        response.ContentType = file.ContentType;
        if (range is not null)
        {
            response.StatusCode = StatusCodes.Status206PartialContent;
            response.Headers.ContentRange = string.Create(CultureInfo.InvariantCulture, $"bytes {from}-{from + length - 1}/{content.Length}");
        }

        if (HttpMethods.IsHead(context.Request.Method))
        {
            response.ContentLength = length;
            return;
        }

        var meter = context.RequestServices.GetRequiredService<IBandwidthMeter>();
        if (AccelRedirect.TryHandOver(context, file))
        {
            meter.Count(file.OwnerId, file.Bandwidth, length);
            return;
        }

        response.ContentLength = length;
        var sending = new BodySender(response);
        try
        {
            await sending.SendAsync(content, from, length, context.RequestAborted);
        }
        finally
        {
            meter.Count(file.OwnerId, file.Bandwidth, sending.Sent);
        }
    }

    private static void AnswerWithoutBytes(HttpResponse response, int status)
    {
        response.StatusCode = status;
        if (status != StatusCodes.Status304NotModified)
        {
            // A range or a condition that cannot be met says nothing about the next request.
            response.Headers.CacheControl = NoStore;
            response.ContentLength = 0;
        }
    }

    private static void SetHeaders(HttpContext context, MediaFile file, DateTimeOffset modified)
    {
        var headers = context.Response.Headers;
        headers.ETag = file.ETag;
        headers.LastModified = HeaderUtilities.FormatDate(modified);
        headers.AcceptRanges = "bytes";
        var disposition = new ContentDispositionHeaderValue(MediaQuery.AsksForDownload(context.Request) ? "attachment" : "inline");
        disposition.SetHttpFileName(file.FileName);
        headers.ContentDisposition = disposition.ToString();
        headers.XContentTypeOptions = "nosniff";
        headers.ContentSecurityPolicy = "default-src 'none'; img-src data:; media-src 'self'; font-src data:; style-src 'unsafe-inline'; sandbox";
        headers["Cross-Origin-Resource-Policy"] = "cross-origin";
        headers["Timing-Allow-Origin"] = "*";
        // Always: a browser keeps the answer to a plain request and gives it to a cross-origin one.
        headers.AccessControlAllowOrigin = "*";
        headers.CacheControl = file.Ground switch
        {
            _ when file.Variant?.Preview is not null => NoStore,
            MediaGround.Public when file.IsReplaceable => AskOften,
            MediaGround.Public when file.ExpiresAt is { } end => Until(end, context),
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
    }

    // Nobody keeps what is deleted.
    private static string Until(DateTimeOffset end, HttpContext context)
    {
        var left = end - context.RequestServices.GetRequiredService<TimeProvider>().GetUtcNow();
        return string.Create(CultureInfo.InvariantCulture, $"public, max-age={(long)Math.Clamp(left.TotalSeconds, 0, MostSeconds)}");
    }
}
