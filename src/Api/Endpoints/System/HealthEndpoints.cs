using System.Reflection;
using Picora.Api.Http;

namespace Picora.Api.Endpoints.System;

/// <summary>Whether the server runs and what it can do (contract section 29). Bare JSON.</summary>
internal sealed class HealthEndpoints : IEndpointGroup
{
    private static readonly string Version =
        typeof(HealthEndpoints).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0] ?? "0";

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/health", Health);
        routes.MapGet("/v1/health", Health);
        routes.MapGet("/health/live", () => Results.Json(new { ok = true }));
    }

    private static IResult Health(TimeProvider time) =>
        Results.Json(new HealthResponse(true, time.GetUtcNow(), Version, new HealthFeatures(Kb: false, MediaListingV2: false)));
}

internal sealed record HealthResponse(bool Ok, DateTimeOffset Ts, string Version, HealthFeatures Features);

internal sealed record HealthFeatures(bool Kb, bool MediaListingV2);
