using Picora.Application.Abstractions;

namespace Picora.Api.Http;

/// <summary>The caller that <see cref="CallerMiddleware"/> found; the system itself outside of a request.</summary>
internal sealed class RequestCaller(IHttpContextAccessor accessor) : ICaller
{
    public Caller Current => accessor.HttpContext?.Features.Get<CallerFeature>()?.Caller ?? Caller.Anonymous;

    public Domain.Error? Rejection => accessor.HttpContext?.Features.Get<CallerFeature>()?.Rejection;
}

/// <param name="Rejection">Why the credential that was sent does not count; null when it counts or none was sent.</param>
internal sealed record CallerFeature(Caller Caller, Domain.Error? Rejection);
