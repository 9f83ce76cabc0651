using Picora.Api.Http;
using Picora.Application.Abstractions;

namespace Picora.Api.Endpoints.System;

/// <summary>What this process measures, for Prometheus (docs/operations.md). No part of the API.</summary>
internal sealed class MetricsEndpoints : IEndpointGroup
{
    private const string TextFormat = "text/plain; version=0.0.4; charset=utf-8";

    public static void Map(IEndpointRouteBuilder routes) => routes.MapGet("/metrics", ReadAsync).ExcludeFromDescription();

    private static async Task<IResult> ReadAsync(HttpContext context, MetricsGate gate, IMetricsReport report, CancellationToken cancellationToken)
    {
        context.Response.Headers.CacheControl = "no-store";
        return gate.Refuse(context) is { } refusal ? refusal.ToAnswer() : Results.Text(await report.ReadAsync(cancellationToken), TextFormat);
    }
}
