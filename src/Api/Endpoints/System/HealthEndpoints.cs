using Picora.Api.Documentation;
using Picora.Api.Http;

namespace Picora.Api.Endpoints.System;

/// <summary>Whether the server runs and what it can do (contract section 29). Bare JSON.</summary>
internal sealed class HealthEndpoints : IEndpointGroup
{
    private const string WhatItCan = "The same body at `/health` and `/v1/health`, bare and for anybody.";

    public static void Map(IEndpointRouteBuilder routes)
    {
        var health = routes.MapGroup(string.Empty).WithTags("health");
        health.MapGet("/health", Health).WithName("health").WithSummary("What this server is and can do").WithDescription(WhatItCan)
            .AnswersBare(HealthExamples.Health);
        health.MapGet("/v1/health", Health).WithName("healthV1").WithSummary("What this server is and can do").WithDescription(WhatItCan)
            .AnswersBare(HealthExamples.Health);
        health.MapGet("/health/live", Live).WithName("live").WithSummary("Whether the process answers").AnswersBare(HealthExamples.Live);
        health.MapGet("/health/ready", ReadyAsync).WithName("ready").WithSummary("Whether everything that the server needs works")
            .WithDescription("503 with the same body when something required fails: send no traffic then. Checked at most once a second.")
            .AnswersBare(HealthExamples.Ready).AnswersBare(HealthExamples.NotReady, StatusCodes.Status503ServiceUnavailable);
    }

    private static IResult Health(TimeProvider time) =>
        Results.Json(new HealthResponse(true, time.GetUtcNow(), ProductVersion.Text, new HealthFeatures(Kb: false, MediaListingV2: true)));

    private static IResult Live() => Results.Json(new LiveResponse(true));

    private static async Task<IResult> ReadyAsync(Readiness readiness, CancellationToken cancellationToken)
    {
        var answer = await readiness.AskAsync(cancellationToken);
        return Results.Json(answer, statusCode: answer.Ok ? StatusCodes.Status200OK : StatusCodes.Status503ServiceUnavailable);
    }
}

internal sealed record HealthResponse(bool Ok, DateTimeOffset Ts, string Version, HealthFeatures Features);

internal sealed record HealthFeatures(bool Kb, bool MediaListingV2);

internal sealed record LiveResponse(bool Ok);
