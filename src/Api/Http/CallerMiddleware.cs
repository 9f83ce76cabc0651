using Picora.Application.Abstractions;
using Picora.Application.Accounts.Contracts;
using Picora.Application.Pipeline;

namespace Picora.Api.Http;

/// <summary>
/// Reads the credential of a request, once. A credential that does not count makes an anonymous caller with a reason: whether that is a
/// failure depends on what the request asks for.
/// </summary>
internal sealed class CallerMiddleware(RequestDelegate next)
{
    private const string Scheme = "Bearer ";

    public Task InvokeAsync(HttpContext context) =>
        context.Request.Headers.Authorization is [{ Length: > 0 } header] ? ReadAndGoOnAsync(context, header) : next(context);

    private async Task ReadAndGoOnAsync(HttpContext context, string header)
    {
        // Asked for only here: a request without a credential needs no database context.
        var verifier = context.RequestServices.GetRequiredService<ICredentialVerifier>();
        context.Features.Set(await ReadAsync(header, verifier, context.RequestAborted));
        await next(context);
    }

    private static async Task<CallerFeature> ReadAsync(string header, ICredentialVerifier verifier, CancellationToken cancellationToken)
    {
        if (!header.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase))
        {
            return new CallerFeature(Caller.Anonymous, AccessErrors.Unauthorized);
        }

        var verified = await verifier.VerifyAsync(header[Scheme.Length..].Trim(), cancellationToken);
        return verified.IsSuccess ? new CallerFeature(verified.Value, null) : new CallerFeature(Caller.Anonymous, verified.Error);
    }
}
