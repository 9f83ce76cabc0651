using MediatR;
using Picora.Api.Documentation;
using Picora.Api.Http;
using Picora.Application.Media.Collections;
using Picora.Application.RateLimits.Contracts;

namespace Picora.Api.Endpoints.Media;

/// <summary>Types of collections (contract section 23).</summary>
internal sealed class CollectionTypeEndpoints : IEndpointGroup
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        var types = routes.MapGroup("/v1/collection-types").WithTags("collections");
        types.MapGet("/", ListAsync).WithName("listCollectionTypes").WithSummary("List the standard types and your own")
            .Sends<ListCollectionTypes>(RateTier.Read).Answers(CollectionExamples.Types);
        types.MapPost("/", CreateAsync).WithName("createCollectionType").WithSummary("Create a collection type of your own")
            .WithDescription("Needs the plan `pro_plus`.")
            .Sends<CreateCollectionType>(RateTier.Mutation).Takes(CollectionExamples.NewType, "name", "slug", "allowedResourceTypes")
            .Answers(CollectionExamples.OwnType, StatusCodes.Status201Created).Fails("PLAN_REQUIRED", "CUSTOM_TYPE_LIMIT_REACHED", "CONFLICT");
        types.MapDelete("/{id}", DeleteAsync).WithName("deleteCollectionType").WithSummary("Delete a collection type of your own")
            .WithDescription("One that a collection has stays.")
            .Sends<DeleteCollectionType>(RateTier.Mutation).Answers(CollectionExamples.Deleted).Fails("NOT_FOUND", "CONFLICT");
    }

    private static async Task<IResult> ListAsync(ISender sender, CancellationToken cancellationToken) =>
        (await sender.Send(new ListCollectionTypes(), cancellationToken)).ToEnvelope();

    private static async Task<IResult> CreateAsync(NewCollectionTypeBody body, ISender sender, CancellationToken cancellationToken) =>
        (await sender.Send(body.ToRequest(), cancellationToken)).ToEnvelope(StatusCodes.Status201Created);

    private static async Task<IResult> DeleteAsync(string id, ISender sender, CancellationToken cancellationToken) =>
        (await sender.Send(new DeleteCollectionType(id), cancellationToken)).ToEnvelope();
}
