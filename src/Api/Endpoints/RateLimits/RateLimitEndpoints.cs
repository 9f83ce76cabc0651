using MediatR;
using Picora.Api.Documentation;
using Picora.Api.Http;
using Picora.Application.RateLimits;
using Picora.Application.RateLimits.Contracts;

namespace Picora.Api.Endpoints.RateLimits;

/// <summary>How much the caller may still ask (contract section 5.4).</summary>
internal sealed class RateLimitEndpoints : IEndpointGroup
{
    private static readonly RateLimitsResponse Example = new(Minute(600, 598), Minute(60, 60), Minute(120, 120), new RateLimitResponse(5000, 4990, 1800, Samples.Now));

    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet("/v1/user/me/rate-limits", GetAsync).WithTags("user").WithName("getRateLimits").WithSummary("Read how the caller's rate limits stand")
            .WithDescription("Of the API key, or of the account for a session. `hourly` counts everything together.")
            .Sends<GetRateLimits>(RateTier.None).Answers(Example);

    private static async Task<IResult> GetAsync(ISender sender, CancellationToken cancellationToken) =>
        (await sender.Send(new GetRateLimits(), cancellationToken)).ToEnvelope();

    private static RateLimitResponse Minute(int limit, int remaining) => new(limit, remaining, 41, Samples.Now);
}
