using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Primitives;

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

/// <summary>Refuses addresses and headers that are too long, and compressed bodies, in the envelope: nothing is ever unpacked here.</summary>
internal sealed class RequestLimitsMiddleware(RequestDelegate next, IOptions<HttpOptions> options)
{
    private const int Separators = 4;
    private const string Identity = "identity";

    private readonly HttpOptions limits = options.Value;

    public Task InvokeAsync(HttpContext context)
    {
        if (context.Features.Get<IHttpRequestFeature>()?.RawTarget.Length > limits.MaxUrlBytes)
        {
            return Refuse(context, StatusCodes.Status414UriTooLong);
        }

        if (IsCompressed(context.Request.Headers.ContentEncoding))
        {
            context.Response.Headers.AcceptEncoding = Identity;
            return Refuse(context, StatusCodes.Status415UnsupportedMediaType);
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

    private static bool IsCompressed(StringValues encodings) =>
        encodings.Count > 0 && !string.Equals(encodings.ToString(), Identity, StringComparison.OrdinalIgnoreCase);

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
