using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Options;

namespace Picora.Api.Http;

/// <summary>
/// Hands the limits to the web server. It answers what breaks its own limits for addresses and headers without a body, before any code of
/// ours runs; its limits are therefore wide, and <see cref="RequestLimitsMiddleware"/> enforces the real ones with a proper answer.
/// </summary>
internal sealed class RequestLimits(IOptions<HttpOptions> options) : IConfigureOptions<KestrelServerOptions>
{
    private const int WebServerBytes = 256 * 1024;
    private const int WebServerHeaderCount = 2000;

    public void Configure(KestrelServerOptions kestrel)
    {
        var (http, limits) = (options.Value, kestrel.Limits);
        kestrel.AddServerHeader = false;
        limits.MaxRequestLineSize = WebServerBytes;
        limits.MaxRequestHeadersTotalSize = WebServerBytes;
        limits.MaxRequestHeaderCount = WebServerHeaderCount;
        limits.MaxRequestBodySize = http.MaxJsonBytes;
        limits.KeepAliveTimeout = TimeSpan.FromSeconds(http.KeepAliveSeconds);
        limits.RequestHeadersTimeout = TimeSpan.FromSeconds(http.RequestHeadersSeconds);
        limits.MinRequestBodyDataRate = http.MinBodyBytesPerSecond == 0
            ? null
            : new MinDataRate(http.MinBodyBytesPerSecond, TimeSpan.FromSeconds(http.MinBodyGraceSeconds));
    }
}

/// <summary>Refuses addresses and headers that are too long, in the envelope.</summary>
internal sealed class RequestLimitsMiddleware(RequestDelegate next, IOptions<HttpOptions> options)
{
    private const int Separators = 4;

    private readonly HttpOptions limits = options.Value;

    public Task InvokeAsync(HttpContext context)
    {
        if (context.Features.Get<IHttpRequestFeature>()?.RawTarget.Length > limits.MaxUrlBytes)
        {
            return Refuse(context, StatusCodes.Status414UriTooLong);
        }

        return context.Request.Headers.Count > limits.MaxHeaderCount || HeaderBytes(context.Request.Headers) > limits.MaxHeaderBytes
            ? Refuse(context, StatusCodes.Status431RequestHeaderFieldsTooLarge)
            : next(context);
    }

    private static Task Refuse(HttpContext context, int status)
    {
        context.Response.StatusCode = status;
        return Task.CompletedTask;
    }

    private static long HeaderBytes(IHeaderDictionary headers)
    {
        long bytes = 0;
        foreach (var (name, values) in headers)
        {
            foreach (var value in values)
            {
                bytes += name.Length + (value?.Length ?? 0) + Separators;
            }
        }

        return bytes;
    }
}
