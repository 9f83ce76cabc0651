using System.ComponentModel;
using MediatR;
using Microsoft.AspNetCore.Mvc;
using Picora.Api.Documentation;
using Picora.Api.Http;
using Picora.Api.Http.Delivery;
using Picora.Application.Media.Archives;
using Picora.Application.Media.Collections;
using Picora.Application.RateLimits.Contracts;

namespace Picora.Api.Endpoints.Media;

/// <summary>Collections (contract section 23).</summary>
internal sealed class CollectionEndpoints : IEndpointGroup
{
    private const string Create = """
        How many there may be depends on the plan. `collectionType` never changes; `allowedResourceTypes` only grows. Without a slug, one is
        made from the name.
        """;

    private const string Update = """
        Changes what is given and leaves the rest. `collectionType`, `slug` and `customTypeId` never change. `isDefault: true` takes it from
        the collection that has been the default one. The cover is one of the collection's own images; without a choice, the first that came.
        """;

    public static void Map(IEndpointRouteBuilder routes)
    {
        var collections = routes.MapGroup("/v1/collections").WithTags("collections");
        collections.MapPost("/", CreateAsync).WithName("createCollection").WithSummary("Create a collection").WithDescription(Create)
            .Sends<CreateCollection>(RateTier.Mutation).Takes(CollectionExamples.New, "name").Answers(CollectionExamples.Collection, StatusCodes.Status201Created)
            .Fails("COLLECTION_LIMIT_REACHED", "KB_SLUG_TAKEN");
        collections.MapGet("/", ListAsync).WithName("listCollections").WithSummary("List collections")
            .Sends<ListCollections>(RateTier.Read).Answers(CollectionExamples.List).Fails("VALIDATION_ERROR");
        collections.MapGet("/{id}", GetAsync).WithName("getCollection").WithSummary("Read one collection")
            .Sends<GetCollection>(RateTier.Read).Answers(CollectionExamples.Collection).Fails("NOT_FOUND");
        collections.MapPatch("/{id}", UpdateAsync).WithName("updateCollection").WithSummary("Change a collection").WithDescription(Update)
            .Sends<UpdateCollection>(RateTier.Mutation).Takes(CollectionExamples.Change).Answers(CollectionExamples.Collection).Fails("NOT_FOUND", "COLLECTION_TYPE_IMMUTABLE");
        collections.MapDelete("/{id}", DeleteAsync).WithName("deleteCollection").WithSummary("Delete a collection")
            .WithDescription("One that holds something stays, unless `cascade` is true: then all that it holds is deleted, which needs `images:delete`, too, and `docs:delete` where it holds documents.")
            .Sends<DeleteCollection>(RateTier.Mutation).Answers(CollectionExamples.Deleted).Fails("NOT_FOUND", "KB_NOT_EMPTY");
        MapContents(collections);
    }

    private static void MapContents(RouteGroupBuilder collections)
    {
        collections.MapGet("/{id}/images", ListImagesAsync).WithName("listCollectionImages").WithSummary("List a collection's images in its order")
            .Sends<ListCollectionImages>(RateTier.Read).Answers(CollectionExamples.Images).Fails("NOT_FOUND", "VALIDATION_ERROR");
        collections.MapPost("/{id}/order", ArrangeAsync).WithName("arrangeCollection").WithSummary("Move images within a collection's order")
            .WithDescription("1 to 50 of its images, in the wanted order, before another one of its images; without `before`, to the end.")
            .Sends<ArrangeCollection>(RateTier.Mutation).Takes(CollectionExamples.Order, "ids").AnswersNothing().Fails("NOT_FOUND");
        collections.MapGet("/{id}/manifest", ReadManifestAsync).WithName("getCollectionManifest").WithSummary("List all that a collection holds, in few words")
            .Sends<GetCollectionManifest>(RateTier.Read).Answers(CollectionExamples.Manifest).Fails("NOT_FOUND", "VALIDATION_ERROR");
        collections.MapGet("/{id}/download", DownloadAsync).WithName("downloadCollection").WithSummary("Download a collection's images as one ZIP file")
            .WithDescription("In its order, as they were sent, under their own names. The answer is made while it is sent.")
            .Sends<DownloadCollection>(RateTier.Read).AnswersFile(ArchiveAnswer.ContentType).Fails("NOT_FOUND", "VALIDATION_ERROR", "STORAGE_UNAVAILABLE");
    }

    private static async Task<IResult> CreateAsync(NewCollectionBody body, ISender sender, CancellationToken cancellationToken) =>
        (await sender.Send(body.ToRequest(), cancellationToken)).ToEnvelope(StatusCodes.Status201Created);

    private static async Task<IResult> ListAsync([AsParameters] CollectionListQuery query, ISender sender, CancellationToken cancellationToken) =>
        (await sender.Send(
            new ListCollections(query.Type, query.KbType, query.Sort, query.IncludeDeleted, query.Cursor, query.Limit), cancellationToken)).ToEnvelope();

    private static async Task<IResult> GetAsync(string id, ISender sender, CancellationToken cancellationToken) =>
        (await sender.Send(new GetCollection(id), cancellationToken)).ToEnvelope();

    private static async Task<IResult> UpdateAsync(string id, CollectionPatch body, ISender sender, CancellationToken cancellationToken) =>
        (await sender.Send(body.ToRequest(id), cancellationToken)).ToEnvelope();

    private static async Task<IResult> DeleteAsync(
        string id, [Description("Whether what it holds is deleted, too.")] bool? cascade, ISender sender, CancellationToken cancellationToken) =>
        (await sender.Send(new DeleteCollection(id, cascade == true), cancellationToken)).ToEnvelope();

    private static async Task<IResult> ListImagesAsync(string id, [AsParameters] PageQuery page, ISender sender, CancellationToken cancellationToken) =>
        (await sender.Send(new ListCollectionImages(id, page.Cursor, page.Limit), cancellationToken)).ToEnvelope();

    private static async Task<IResult> ArrangeAsync(string id, CollectionOrderBody body, ISender sender, CancellationToken cancellationToken) =>
        (await sender.Send(new ArrangeCollection(id, body.Ids, body.Before), cancellationToken)).ToEmptyEnvelope();

    private static async Task<IResult> ReadManifestAsync(string id, [AsParameters] ManifestQuery query, ISender sender, CancellationToken cancellationToken) =>
        (await sender.Send(new GetCollectionManifest(id, query.Version, query.Cursor, query.Limit), cancellationToken)).ToEnvelope();

    private static async Task<IResult> DownloadAsync(string id, ISender sender, CancellationToken cancellationToken) =>
        (await sender.Send(new DownloadCollection(id), cancellationToken)).ToArchive();
}
