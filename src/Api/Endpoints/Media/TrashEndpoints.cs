using MediatR;
using Picora.Api.Documentation;
using Picora.Api.Http;
using Picora.Application.Media.Trash;
using Picora.Application.RateLimits.Contracts;

namespace Picora.Api.Endpoints.Media;

/// <summary>What was deleted with <c>trash=true</c>, until it is taken back or gone for good.</summary>
internal sealed class TrashEndpoints : IEndpointGroup
{
    private const string List = """
        What lies here has no address that answers, and is in no other list; its bytes still count. After `retentionDays` it is gone for good.
        The same file uploaded again takes it back, too.
        """;

    public static void Map(IEndpointRouteBuilder routes)
    {
        var trash = routes.MapGroup("/v1/trash").WithTags("trash");
        trash.MapGet("/", ListAsync).WithName("listTrash").WithSummary("List the images in the trash, the latest first").WithDescription(List)
            .Sends<ListTrash>(RateTier.Read).Answers(LibraryExamples.Trash).Fails("VALIDATION_ERROR");
        trash.MapDelete("/", EmptyAsync).WithName("emptyTrash").WithSummary("Remove everything in the trash for good")
            .Sends<EmptyTrash>(RateTier.Mutation).Answers(LibraryExamples.Emptied);
        trash.MapPost("/restore", RestoreManyAsync).WithName("restoreImages").WithSummary("Take several images back")
            .WithDescription("1 to 50 ids. Those that are not in the caller's trash count as failed.")
            .Sends<RestoreImages>(RateTier.Mutation).Takes(ImageExamples.Ids, "ids").Answers(LibraryExamples.Restored);
        trash.MapPost("/{id}/restore", RestoreAsync).WithName("restoreImage").WithSummary("Take an image back")
            .WithDescription("Under its old id and address, in its old place of its collection if that is still there.")
            .Sends<RestoreImage>(RateTier.Mutation).Answers(ImageExamples.Image).Fails("NOT_FOUND");
        trash.MapDelete("/{id}", PurgeAsync).WithName("purgeImage").WithSummary("Remove an image in the trash for good")
            .Sends<PurgeImage>(RateTier.Mutation).AnswersNothing().Fails("NOT_FOUND");
    }

    private static async Task<IResult> ListAsync([AsParameters] PageQuery page, ISender sender, CancellationToken cancellationToken) =>
        (await sender.Send(new ListTrash(page.Cursor, page.Limit), cancellationToken)).ToEnvelope();

    private static async Task<IResult> EmptyAsync(ISender sender, CancellationToken cancellationToken) =>
        (await sender.Send(new EmptyTrash(), cancellationToken)).ToEnvelope();

    private static async Task<IResult> RestoreManyAsync(ImageIds body, ISender sender, CancellationToken cancellationToken) =>
        (await sender.Send(new RestoreImages(body.Ids), cancellationToken)).ToEnvelope();

    private static async Task<IResult> RestoreAsync(string id, ISender sender, CancellationToken cancellationToken) =>
        (await sender.Send(new RestoreImage(id), cancellationToken)).ToEnvelope();

    private static async Task<IResult> PurgeAsync(string id, ISender sender, CancellationToken cancellationToken) =>
        (await sender.Send(new PurgeImage(id), cancellationToken)).ToEmptyEnvelope();
}
