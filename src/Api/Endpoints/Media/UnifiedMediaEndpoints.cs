using System.ComponentModel;
using MediatR;
using Microsoft.AspNetCore.Mvc;
using Picora.Api.Documentation;
using Picora.Api.Http;
using Picora.Application.Media.Library;
using Picora.Application.Media.Sync;
using Picora.Application.RateLimits.Contracts;

namespace Picora.Api.Endpoints.Media;

/// <summary>Media of all kinds together (contract section 13), and what has happened to them since.</summary>
internal sealed class UnifiedMediaEndpoints : IEndpointGroup
{
    private const string List = """
        Images, videos and audio files in one list, newest first. A key sees the kinds that it may read. `total` counts the listed kinds, whatever
        the other filters.
        """;

    private const string Delete = """
        1 to 100 media of any kind, each by itself: what cannot be deleted stands in `failed` with a reason, `NOT_FOUND`, `FORBIDDEN` (the key lacks
        the kind's scope) or `STORAGE_ERROR` (send it again), and the answer is 200 all the same.
        """;

    private const string Sync = """
        For clients that keep a copy. Begin without `since`; then send the `nextCursor` of each answer, at once while `hasMore` is true, else whenever
        you like: everything that was added, changed or deleted in between comes exactly once, however many change it at the same time. `upsert` says
        how a medium is now, `delete` that it is gone (or in the trash). Deletions are told for `Picora:Sync:TombstoneDays` days; a cursor from before
        gets 410 `SYNC_EXPIRED`: begin anew without `since`, and drop from the copy what does not come back.
        """;

    public static void Map(IEndpointRouteBuilder routes)
    {
        var media = routes.MapGroup("/v1/media").WithTags("media");
        media.MapGet("/", ListAsync).WithName("listMedia").WithSummary("List media of all kinds, newest first").WithDescription(List)
            .Sends<ListMedia>(RateTier.Read).Answers(UnifiedMediaExamples.List).Fails("VALIDATION_ERROR");
        media.MapDelete("/", DeleteAsync).WithName("deleteMedia").WithSummary("Delete several media of any kind").WithDescription(Delete)
            .Sends<DeleteMedia>(RateTier.Mutation).Takes(UnifiedMediaExamples.ToDelete, "items").Answers(UnifiedMediaExamples.Deleted);
        media.MapGet("/{id}", GetAsync).WithName("getMedium").WithSummary("Read one medium of any kind")
            .Sends<GetMedium>(RateTier.Read).Answers(UnifiedMediaExamples.Item).Fails("NOT_FOUND");
        routes.MapGroup("/v1/sync").WithTags("media").MapGet("/state", SyncAsync).WithName("getSyncState")
            .WithSummary("Read what has happened to the media since last time").WithDescription(Sync)
            .Sends<GetSyncState>(RateTier.Read).Answers(UnifiedMediaExamples.State).Fails("SYNC_EXPIRED").FailsAs(StatusCodes.Status400BadRequest, "VALIDATION_ERROR");
    }

    private static async Task<IResult> ListAsync([AsParameters] MediaListQuery query, ISender sender, CancellationToken cancellationToken) =>
        (await sender.Send(new ListMedia(query.Type, query.Cursor, query.Limit ?? query.PageSize) { Filter = query.ToFilter() }, cancellationToken)).ToEnvelope();

    private static async Task<IResult> GetAsync(string id, ISender sender, CancellationToken cancellationToken) =>
        (await sender.Send(new GetMedium(id), cancellationToken)).ToEnvelope();

    private static async Task<IResult> DeleteAsync([FromBody] MediaToDelete body, ISender sender, CancellationToken cancellationToken) =>
        (await sender.Send(new DeleteMedia(body.Items), cancellationToken)).ToEnvelope();

    private static async Task<IResult> SyncAsync([AsParameters] SyncQuery query, ISender sender, CancellationToken cancellationToken) =>
        (await sender.Send(new GetSyncState(query.Type, query.Since, query.Limit), cancellationToken)).ToEnvelope();
}

internal sealed record MediaListQuery(
    [property: Description("`image`, `video` or `audio`; absent: all.")] string? Type,
    [property: Description("`nextCursor` of the page before; empty or absent: the first page.")] string? Cursor,
    [property: Description("1 to 50, 20 by default; a larger number counts as 50.")] string? Limit,
    [property: Description("Another name of `limit`.")] string? PageSize,
    [property: Description("Words, each of which title, file name or tags contain; upper and lower case do not matter.")] string? Q,
    [property: Description("`true` or `false`.")] string? IsPublic,
    [property: Description("Another name of `isPublic`."), FromQuery(Name = "is_public")] string? IsPublicAlias,
    [property: Description("Only media of this collection; empty: only those of none.")] string? KbId,
    [property: Description("`ready`, `processing` or `failed`; images and audio are always `ready`.")] string? Status)
{
    public MediaFilter ToFilter() => new(Q, IsPublic ?? IsPublicAlias, KbId, Status);
}

internal sealed record SyncQuery(
    [property: Description("`image`, `video` or `audio`; absent or `all`: all of these. `doc`: documents, with a cursor of their own.")] string? Type,
    [property: Description("`nextCursor` of the answer before; empty or absent: everything that there is now.")] string? Since,
    [property: Description("1 to 500, 100 by default; a larger number counts as 500.")] string? Limit);

internal sealed record MediaToDelete(IReadOnlyList<MediumToDelete?>? Items);
