using MediatR;
using Microsoft.AspNetCore.Mvc;
using Picora.Api.Documentation;
using Picora.Api.Http;
using Picora.Application.Media;
using Picora.Application.RateLimits.Contracts;

namespace Picora.Api.Endpoints.Media;

/// <summary>Where public media lie in the storage, in bare JSON, for a delivery network of the operator's own (contract sections 10 and 11).</summary>
internal sealed class PublicMetaEndpoints : IEndpointGroup
{
    private const string Header = "X-Internal-Token";

    private const string Text = """
        For programs of the operator's own, which send `Picora:Media:InternalToken` in the header `X-Internal-Token`. Without it, and for everything that not
        everybody may see on every page, there is nothing here. Not for addresses that others can read: the stored file is the one that was sent, with all that it says about its making.
        """;

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/v1/images/{id}/public-meta", ImageAsync).WithTags("images").WithName("getPublicImageMeta").WithSummary("Read where a public image is stored")
            .WithDescription(Text).Sends<GetPublicImageMeta>(RateTier.Read).AnswersBare(new PublicImageMeta("originals/Qw/Qw3rTy7uIo1AsDfGhJkLz", "image/jpeg", IsPublic: true)).Fails("NOT_FOUND");
        routes.MapGet("/v1/videos/{id}/public-meta", VideoAsync).WithTags("videos").WithName("getPublicVideoMeta").WithSummary("Read where a public video is stored")
            .WithDescription(Text).Sends<GetPublicVideoMeta>(RateTier.Read).AnswersBare(new PublicVideoMeta("originals/e5/e5F6g7H8i9J0k1L2m3N4o", "video/mp4", 48_211_004, "harbour.mp4")).Fails("NOT_FOUND");
    }

    private static async Task<IResult> ImageAsync(string id, [FromHeader(Name = Header)] string? token, ISender sender, CancellationToken cancellationToken) =>
        (await sender.Send(new GetPublicImageMeta(id, token), cancellationToken)).ToBare();

    private static async Task<IResult> VideoAsync(string id, [FromHeader(Name = Header)] string? token, ISender sender, CancellationToken cancellationToken) =>
        (await sender.Send(new GetPublicVideoMeta(id, token), cancellationToken)).ToBare();
}
