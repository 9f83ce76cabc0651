using Picora.Api.Documentation;
using Picora.Domain;

namespace Picora.Api.Http.Idempotency;

/// <summary>Reads the <c>Idempotency-Key</c> of a POST request whose caller is somebody (draft-ietf-httpapi-idempotency-key-header).</summary>
internal sealed class IdempotencyMiddleware(RequestDelegate next)
{
    public const string Header = "Idempotency-Key";
    public const string ReplayedHeader = "Idempotency-Replayed";
    public const int MaxLength = 255;

    private static readonly Error Invalid = new(
        ErrorKind.BadRequest, "IDEMPOTENCY_KEY_INVALID", $"An Idempotency-Key has 1 to {MaxLength} visible ASCII characters");

    public Task InvokeAsync(HttpContext context) =>
        HttpMethods.IsPost(context.Request.Method) && context.Request.Headers.TryGetValue(Header, out var sent) && !IsPublic(context)
            ? NameAsync(context, sent.ToString())
            : next(context);

    private static bool IsPublic(HttpContext context) => context.GetEndpoint()?.Metadata.GetMetadata<SentRequest>()?.IsPublic == true;

    private Task NameAsync(HttpContext context, string sent)
    {
        if (Parse(sent) is not { } name)
        {
            return ErrorAnswer.WriteAsync(context, Invalid.Kind.ToStatusCode(), Invalid);
        }

        var request = context.Request;
        var body = new HashingStream(request.Body);
        context.Response.RegisterForDispose(body);
        request.Body = body;
        context.Features.Set(new NamedRequestFeature(
            name, $"{request.Method} {request.PathBase}{request.Path}{request.QueryString}", body.FinishAsync));
        return next(context);
    }

    // The draft has it in quotation marks; hardly any client sends them.
    private static string? Parse(string sent)
    {
        var name = sent is ['"', .. var inner, '"'] ? inner : sent;
        return name.Length is > 0 and <= MaxLength && name.All(letter => letter is > ' ' and < '\x7f') ? name : null;
    }
}
