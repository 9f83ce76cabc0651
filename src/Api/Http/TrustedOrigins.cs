using Picora.Application.Abstractions;
using Picora.Application.Pipeline;

namespace Picora.Api.Http;

/// <summary>
/// Which pages may make a browser send the refresh cookie: our own and the configured dashboards. A request without an Origin comes from no
/// page.
/// </summary>
internal sealed class TrustedOrigins(IConfiguration configuration, IPublicUrls urls) : IEndpointFilter
{
    private readonly string[] dashboards = configuration.GetSection(CorsServices.DashboardOriginsSetting).Get<string[]>() ?? [];

    public ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next) =>
        IsTrusted(context.HttpContext.Request) ? next(context) : ValueTask.FromResult<object?>(AccessErrors.Forbidden.ToAnswer());

    private bool IsTrusted(HttpRequest request)
    {
        var origin = request.Headers.Origin.ToString();
        return origin.Length == 0
            || Same(origin, $"{request.Scheme}://{request.Host}")
            || Same(origin, urls.Api)
            || Array.Exists(dashboards, dashboard => Same(origin, dashboard.TrimEnd('/')));
    }

    private static bool Same(string one, string other) => string.Equals(one, other, StringComparison.OrdinalIgnoreCase);
}
