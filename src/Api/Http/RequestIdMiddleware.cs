using Picora.Domain;

namespace Picora.Api.Http;

/// <summary>Names each request, in its answer and in every log line that it causes, and marks each answer as what its type says.</summary>
internal sealed class RequestIdMiddleware(RequestDelegate next, ILogger<RequestIdMiddleware> logger)
{
    public const string Header = "x-request-id";

    public async Task InvokeAsync(HttpContext context)
    {
        context.TraceIdentifier = NanoId.New();
        context.Response.OnStarting(
            static state =>
            {
                var started = (HttpContext)state;
                started.Response.Headers[Header] = started.TraceIdentifier;
                started.Response.Headers.XContentTypeOptions = "nosniff";
                return Task.CompletedTask;
            },
            context);
        using (logger.BeginScope(new Dictionary<string, object>(StringComparer.Ordinal) { ["RequestId"] = context.TraceIdentifier }))
        {
            await next(context);
        }
    }
}
