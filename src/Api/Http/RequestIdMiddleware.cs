using Picora.Domain;

namespace Picora.Api.Http;

/// <summary>Names each request, in its answer and in every log line that it causes, and marks each answer as what its type says.</summary>
internal sealed class RequestIdMiddleware(RequestDelegate next)
{
    public const string Header = "x-request-id";

    public Task InvokeAsync(HttpContext context)
    {
        // The web server's own log scope names it in every line.
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
        return next(context);
    }
}
