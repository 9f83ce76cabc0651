using Picora.Domain;

namespace Picora.Api.Http;

/// <summary>Turns outcomes into answers, in the shape of the surface that was asked.</summary>
internal static class Answers
{
    /// <summary>The value in an envelope, or the failure in one.</summary>
    public static IResult ToEnvelope<T>(this Result<T> result, int status = StatusCodes.Status200OK) =>
        result.IsSuccess ? Results.Json(new Envelope<T>(result.Value), statusCode: status) : new ErrorAnswer(result.Error);

    /// <summary><c>data: null</c> in an envelope, or the failure in one.</summary>
    public static IResult ToEmptyEnvelope<T>(this Result<T> result) =>
        result.IsSuccess ? Results.Json(new Envelope<object>(null)) : new ErrorAnswer(result.Error);

    /// <summary>204, or the failure in an envelope.</summary>
    public static IResult ToNoContent<T>(this Result<T> result) => result.IsSuccess ? Results.NoContent() : new ErrorAnswer(result.Error);

    /// <summary>The value alone, or the failure in the same shape, for the surface below <c>/api/v1</c>.</summary>
    public static IResult ToBare<T>(this Result<T> result, int status = StatusCodes.Status200OK) =>
        result.IsSuccess ? Results.Json(result.Value, statusCode: status) : new ErrorAnswer(result.Error);

    public static IResult ToAnswer(this Error error) => new ErrorAnswer(error);

    /// <summary>The failure in the language that the caller wants.</summary>
    public static Error SpokenTo(this Error error, HttpRequest request) =>
        Languages.WantsChinese(request) ? error with { Message = ErrorCatalogue.InChinese(error) } : error;
}

/// <summary>A failure in the envelope of the surface that the request's path belongs to.</summary>
internal sealed class ErrorAnswer(Error error) : IResult
{
    public Task ExecuteAsync(HttpContext httpContext) =>
        WriteAsync(httpContext, BareSurface.Covers(httpContext) ? BareSurface.StatusOf(error) : error.Kind.ToStatusCode(), error);

    public static Task WriteAsync(HttpContext context, int status, Error error)
    {
        var response = context.Response;
        response.StatusCode = status;
        var spoken = Translate(context, error);
        SetHeaders(response, status, error);

        // A HEAD answer has the headers of the GET one and no body.
        if (HttpMethods.IsHead(context.Request.Method))
        {
            response.ContentType = "application/json; charset=utf-8";
            return Task.CompletedTask;
        }

        return BareSurface.Covers(context)
            ? response.WriteAsJsonAsync(BareError.From(spoken), context.RequestAborted)
            : response.WriteAsJsonAsync(ErrorEnvelope.From(spoken), context.RequestAborted);
    }

    private static void SetHeaders(HttpResponse response, int status, Error error)
    {
        response.Headers.CacheControl = "no-store";
        if (status == StatusCodes.Status401Unauthorized)
        {
            response.Headers.WWWAuthenticate = "Bearer";
        }

        if (error.Meta?.TryGetValue("retryAfterSec", out var seconds) == true)
        {
            response.Headers.RetryAfter = Convert.ToString(seconds, System.Globalization.CultureInfo.InvariantCulture);
        }
    }

    private static Error Translate(HttpContext context, Error error)
    {
        var chinese = Languages.WantsChinese(context.Request);
        context.Response.Headers.ContentLanguage = chinese ? "zh-CN" : "en";
        context.Response.Headers.Append("Vary", "Accept-Language");
        return error.SpokenTo(context.Request);
    }
}
