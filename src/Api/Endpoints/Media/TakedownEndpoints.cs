using MediatR;
using Picora.Api.Documentation;
using Picora.Api.Http;
using Picora.Application.Media;
using Picora.Application.RateLimits.Contracts;

namespace Picora.Api.Endpoints.Media;

/// <summary>What administrators do to other people's media (contract section 19).</summary>
internal sealed class TakedownEndpoints : IEndpointGroup
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        var block = routes.MapGroup("/v1/admin/media/{id}/block").WithTags("admin");
        block.MapPost("/", (string id, ISender sender, CancellationToken cancellationToken) => SetAsync(id, blocked: true, sender, cancellationToken))
            .WithName("blockMedia").WithSummary("Withhold an image or a video from everybody").WithDescription("All its addresses answer 451 from then on, for its owner, too.")
            .Sends<BlockImage>(RateTier.Mutation).AnswersNothing().Fails("NOT_FOUND");
        block.MapDelete("/", (string id, ISender sender, CancellationToken cancellationToken) => SetAsync(id, blocked: false, sender, cancellationToken))
            .WithName("unblockMedia").WithSummary("Give a withheld image or video back")
            .Sends<BlockImage>(RateTier.Mutation).AnswersNothing().Fails("NOT_FOUND");
    }

    private static async Task<IResult> SetAsync(string id, bool blocked, ISender sender, CancellationToken cancellationToken) =>
        (await sender.Send(new BlockImage(id, blocked), cancellationToken)).ToEmptyEnvelope();
}
