using Picora.Application.Uploads.Sessions;

namespace Picora.Api.Http;

/// <summary>
/// What the tus protocol asks of every request and answer at its addresses, whatever becomes of them: the method may be named by a header,
/// and every answer says which version it speaks.
/// </summary>
internal sealed class TusMiddleware(RequestDelegate next)
{
    private const string Uploads = "/v1/uploads";
    private const string MethodOverride = "X-HTTP-Method-Override";

    // Neighbours below the same address that are no uploads by tus.
    private static readonly string[] Others = ["presign", "direct", "finalize"];

    public Task InvokeAsync(HttpContext context)
    {
        if (!IsTus(context.Request.Path))
        {
            return next(context);
        }

        if (context.Request.Headers[MethodOverride] is [{ Length: > 0 } method])
        {
            context.Request.Method = method.ToUpperInvariant();
        }

        context.Response.OnStarting(Announce, context.Response);
        return next(context);
    }

    private static bool IsTus(PathString path) =>
        path.StartsWithSegments(Uploads, StringComparison.Ordinal, out var rest)
        && !Array.Exists(Others, other => rest.StartsWithSegments("/" + other, StringComparison.Ordinal));

    private static Task Announce(object state)
    {
        var response = (HttpResponse)state;
        response.Headers["Tus-Resumable"] = TusProtocol.Version;
        if (response.StatusCode == StatusCodes.Status412PreconditionFailed)
        {
            response.Headers["Tus-Version"] = TusProtocol.Version;
        }

        return Task.CompletedTask;
    }
}
