using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Options;

namespace Picora.Api.Http;

internal static class HttpServices
{
    /// <summary>How requests are limited and bound and answers are written, for all surfaces.</summary>
    public static IServiceCollection AddPicoraHttp(this IServiceCollection services)
    {
        services.AddOptions<HttpOptions>().BindConfiguration(HttpOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton<IConfigureOptions<KestrelServerOptions>, RequestLimits>();
        services.AddSingleton<IMemoryPoolFactory<byte>, ReceiveBlocks>();
        services.AddSingleton<CallCounter>();
        services.AddSingleton<MetricsGate>();
        services.ConfigureHttpJsonOptions(json => JsonSetup.Apply(json.SerializerOptions));
        return services.Configure<RouteHandlerOptions>(routes => routes.ThrowOnBadRequest = true);
    }
}
