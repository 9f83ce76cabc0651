using System.Globalization;
using Microsoft.AspNetCore.Http.Features;
using Picora.Application.Abstractions;
using Picora.Application.Accounts.Contracts;
using Picora.Application.Pipeline;

namespace Picora.Api.Http;

/// <summary>
/// Reads the credential of a request, once. A credential that does not count makes an anonymous caller with a reason: whether that is a
/// failure depends on what the request asks for.
/// </summary>
internal sealed class CallerMiddleware(RequestDelegate next, ICredentialVerifier verifier, IKeyTraffic traffic)
{
    private const string Scheme = "Bearer ";

    public Task InvokeAsync(HttpContext context) =>
        context.Request.Headers.Authorization is [{ Length: > 0 } header] ? ReadAndGoOnAsync(context, header) : next(context);

    private async Task ReadAndGoOnAsync(HttpContext context, string header)
    {
        var read = await ReadAsync(header, context.RequestAborted);
        context.Features.Set(read);
        await (read.Caller.Credential == Credential.ApiKey ? GoOnWithKeyAsync(context, read.Caller) : next(context));
    }

    private async ValueTask<CallerFeature> ReadAsync(string header, CancellationToken cancellationToken)
    {
        if (!header.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase))
        {
            return new CallerFeature(Caller.Anonymous, AccessErrors.Unauthorized);
        }

        var verified = await verifier.VerifyAsync(header[Scheme.Length..].Trim(), cancellationToken);
        return verified.IsSuccess ? new CallerFeature(verified.Value, null) : new CallerFeature(Caller.Anonymous, verified.Error);
    }

    private async Task GoOnWithKeyAsync(HttpContext context, Caller caller)
    {
        if (caller.KeyRotatedAt is { } rotatedAt)
        {
            AnnounceEnd(context.Response.Headers, rotatedAt, caller.KeyExpiresAt);
        }

        var answer = new KeyTrafficBody(context.Features.GetRequiredFeature<IHttpResponseBodyFeature>());
        context.Features.Set<IHttpResponseBodyFeature>(answer);
        // Counted as it comes: the length that a client names is a claim.
        var body = HasBody(context) ? new CountingStream(context.Request.Body) : null;
        if (body is not null)
        {
            context.Request.Body = body;
        }

        try
        {
            await next(context);
        }
        finally
        {
            var sent = HttpMethods.IsHead(context.Request.Method) ? 0 : answer.Sent;
            traffic.Count(caller.CredentialId, body?.Position ?? 0, sent);
        }
    }

    private static bool HasBody(HttpContext context) =>
        context.Features.Get<IHttpRequestBodyDetectionFeature>()?.CanHaveBody == true;

    // RFC 9745 and RFC 8594.
    private static void AnnounceEnd(IHeaderDictionary headers, DateTimeOffset rotatedAt, DateTimeOffset? endsAt)
    {
        headers["X-Picora-Key-Rotated"] = "true";
        headers["Deprecation"] = string.Create(CultureInfo.InvariantCulture, $"@{rotatedAt.ToUnixTimeSeconds()}");
        if (endsAt is { } end)
        {
            headers["Sunset"] = end.ToString("R", CultureInfo.InvariantCulture);
        }
    }
}
