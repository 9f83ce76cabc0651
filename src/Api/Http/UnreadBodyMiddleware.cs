using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Options;

namespace Picora.Api.Http;

/// <summary>
/// Reads to its end what a refused client still sends. Most clients read the answer only after they have sent everything: a connection that
/// is closed before would take the reason with it, and all they could say is that it broke.
/// </summary>
internal sealed class UnreadBodyMiddleware(RequestDelegate next, IOptions<HttpOptions> options)
{
    private const int BlockBytes = 64 * 1024;

    private readonly HttpOptions limits = options.Value;

    public Task InvokeAsync(HttpContext context) =>
        context.Features.Get<IHttpRequestBodyDetectionFeature>()?.CanHaveBody == true ? GoOnAsync(context) : next(context);

    private async Task GoOnAsync(HttpContext context)
    {
        var body = new RequestBodyStream(context.Request.BodyReader);
        context.Request.Body = body;
        await next(context);
        if (context.Response.StatusCode >= StatusCodes.Status400BadRequest && IsSending(context) && !context.RequestAborted.IsCancellationRequested)
        {
            await context.Response.CompleteAsync();
            await ReadOnAsync(context, body);
        }
    }

    // Whoever asks before sending has its answer already. HTTP/2 and later can stop a sender without closing the connection.
    private bool IsSending(HttpContext context) =>
        HttpProtocol.IsHttp11(context.Request.Protocol)
        && context.Request.Headers.Expect.Count == 0
        && (context.Request.ContentLength ?? 0) <= limits.MaxUnreadBytes;

    private async Task ReadOnAsync(HttpContext context, RequestBodyStream body)
    {
        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit)
        {
            limit.MaxRequestBodySize = limits.MaxUnreadBytes;
        }

        using var patience = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted);
        patience.CancelAfter(TimeSpan.FromSeconds(limits.MaxUnreadSeconds));
        var block = new byte[BlockBytes];
        try
        {
            for (long read = 0, count = 1; count > 0 && read <= limits.MaxUnreadBytes; read += count)
            {
                count = await body.ReadAsync(block, patience.Token);
            }
        }
        catch (Exception exception) when (exception is OperationCanceledException or IOException or InvalidOperationException)
        {
            // It sends no more, too slowly or too much; the answer is on its way and the connection ends.
        }
    }
}
