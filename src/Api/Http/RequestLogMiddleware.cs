using System.Diagnostics;

namespace Picora.Api.Http;

/// <summary>One line per request: no query and no headers, which may hold secrets. Reads that went well are logged for debugging only.</summary>
internal sealed partial class RequestLogMiddleware(RequestDelegate next, ILogger<RequestLogMiddleware> logger)
{
    private const int LongestPath = 200;

    // What log readers know as "the client went away"; never sent.
    private const int ClientWentAway = 499;

    public async Task InvokeAsync(HttpContext context)
    {
        var started = Stopwatch.GetTimestamp();
        try
        {
            await next(context);
        }
        finally
        {
            var status = context.RequestAborted.IsCancellationRequested ? ClientWentAway : context.Response.StatusCode;
            var level = IsWorthALine(context.Request.Method, status) ? LogLevel.Information : LogLevel.Debug;
            if (logger.IsEnabled(level))
            {
                LogRequest(
                    level,
                    context.Request.Method,
                    PathOf(context.Request),
                    status,
                    Stopwatch.GetElapsedTime(started).TotalMilliseconds,
                    context.TraceIdentifier,
                    context.Features.Get<CallerFeature>()?.Caller.UserId.Value ?? "-");
            }
        }
    }

    private static bool IsWorthALine(string method, int status) =>
        status >= StatusCodes.Status400BadRequest || !(HttpMethods.IsGet(method) || HttpMethods.IsHead(method) || HttpMethods.IsOptions(method));

    // Encoded, so that a path with a line break cannot write lines of its own.
    private static string PathOf(HttpRequest request)
    {
        var path = request.Path.ToUriComponent();
        return path.Length > LongestPath ? path[..LongestPath] + "…" : path;
    }

    [LoggerMessage(Message = "{Method} {Path} {Status} in {Milliseconds:0.0} ms, request {RequestId}, user {UserId}")]
    private partial void LogRequest(LogLevel level, string method, string path, int status, double milliseconds, string requestId, string userId);
}
