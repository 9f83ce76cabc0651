using Picora.Application.Abstractions;

namespace Picora.Api.Http.Idempotency;

internal sealed class RequestName(IHttpContextAccessor accessor) : IRequestName
{
    public string? Name => Feature?.Name;

    private NamedRequestFeature? Feature => accessor.HttpContext?.Features.Get<NamedRequestFeature>();

    public Task<string> FingerprintAsync(CancellationToken cancellationToken) =>
        Feature?.FingerprintAsync(cancellationToken) ?? throw new InvalidOperationException("The request has no name.");

    public void MarkReplayed() => accessor.HttpContext!.Response.Headers[IdempotencyMiddleware.ReplayedHeader] = "true";
}
