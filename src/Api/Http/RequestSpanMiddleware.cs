using System.Diagnostics;
using Microsoft.AspNetCore.Http.Features;

namespace Picora.Api.Http;

/// <summary>Names a request's span by its route, never by its path, and says by which id the log knows it. Only where spans are sent anywhere.</summary>
internal sealed class RequestSpanMiddleware(RequestDelegate next)
{
    private const string OtherMethod = "_OTHER";

    private static readonly string[] Methods = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"];

    public async Task InvokeAsync(HttpContext context)
    {
        try
        {
            await next(context);
        }
        finally
        {
            if (context.Features.Get<IHttpActivityFeature>()?.Activity is { IsAllDataRequested: true } activity)
            {
                Describe(activity, context);
            }
        }
    }

    private static void Describe(Activity activity, HttpContext context)
    {
        var method = Array.Find(Methods, known => string.Equals(known, context.Request.Method, StringComparison.Ordinal)) ?? OtherMethod;
        var route = (context.GetEndpoint() as RouteEndpoint)?.RoutePattern.RawText;
        activity.DisplayName = route is null ? method : $"{method} {route}";
        activity.SetTag("http.request.method", method);
        activity.SetTag("http.route", route);
        activity.SetTag("http.response.status_code", context.Response.StatusCode);
        activity.SetTag("picora.request_id", context.TraceIdentifier);
        if (context.Response.StatusCode >= StatusCodes.Status500InternalServerError)
        {
            activity.SetStatus(ActivityStatusCode.Error);
        }
    }
}
