using MediatR;
using Picora.Api.Documentation;
using Picora.Api.Http;
using Picora.Application.Quotas;
using Picora.Application.RateLimits.Contracts;

namespace Picora.Api.Endpoints.Quotas;

/// <summary>What is used of what the plan allows (contract section 17).</summary>
internal sealed class UsageEndpoints : IEndpointGroup
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet("/v1/user/me/usage", GetAsync).WithTags("user").WithName("getUsage").WithSummary("Read the account's usage and limits")
            .Sends<GetUsage>(RateTier.Read).Answers(UsageExamples.Usage);

    private static async Task<IResult> GetAsync(ISender sender, CancellationToken cancellationToken) =>
        (await sender.Send(new GetUsage(), cancellationToken)).ToEnvelope();
}
