using MediatR;
using Picora.Api.Documentation;
using Picora.Api.Http;
using Picora.Application.Documents.Revisions;
using Picora.Application.RateLimits.Contracts;

namespace Picora.Api.Endpoints.Documents;

/// <summary>Earlier texts of documents (contract section 15). They are kept for those who want it: <c>docVersioningEnabled</c> of <c>/v1/user/me</c>.</summary>
internal sealed class RevisionEndpoints : IEndpointGroup
{
    private const string Restore = """
        The present text becomes a revision; title, tags and visibility stay. The document gets another id, and its revisions go with it. A revision that is the present text
        changes nothing and answers `duplicate: true`. Only documents in a collection can be restored.
        """;

    public static void Map(IEndpointRouteBuilder routes)
    {
        var revisions = routes.MapGroup("/v1/docs/{id}/revisions").WithTags("docs");
        revisions.MapGet("/", ListAsync).WithName("listDocRevisions").WithSummary("List a document's earlier texts, the latest first")
            .Sends<ListRevisions>(RateTier.Read).Answers(RevisionExamples.List).Fails("NOT_FOUND", "VALIDATION_ERROR");
        revisions.MapGet("/{revId}", GetAsync).WithName("getDocRevision").WithSummary("Read an earlier text of a document")
            .Sends<GetRevision>(RateTier.Read).Answers(RevisionExamples.Content).Fails("DOC_REVISION_NOT_FOUND", "CONTENT_BLOCKED", "VALIDATION_ERROR");
        revisions.MapPost("/{revId}/restore", RestoreAsync).WithName("restoreDocRevision").WithSummary("Make an earlier text the present one").WithDescription(Restore)
            .Sends<RestoreRevision>(RateTier.Upload).Answers(DocumentExamples.Created)
            .Fails("PLAN_INACTIVE", "NOT_FOUND", "DOC_REVISION_NOT_FOUND", "DOC_HASH_DUPLICATE", "VALIDATION_ERROR");
        routes.MapDelete("/v1/user/me/doc-revisions", ClearAsync).WithTags("docs").WithName("clearDocRevisions").WithSummary("Remove earlier texts of all documents")
            .WithDescription("At most 200 with each call; `hasMore` says whether to call again. They are gone for good.")
            .Sends<ClearRevisions>(RateTier.Mutation).Answers(RevisionExamples.Cleared);
    }

    private static async Task<IResult> ListAsync(string id, ISender sender, CancellationToken cancellationToken) =>
        (await sender.Send(new ListRevisions(id), cancellationToken)).ToEnvelope();

    private static async Task<IResult> GetAsync(string id, string revId, ISender sender, CancellationToken cancellationToken) =>
        (await sender.Send(new GetRevision(id, revId), cancellationToken)).ToEnvelope();

    private static async Task<IResult> RestoreAsync(string id, string revId, ISender sender, CancellationToken cancellationToken) =>
        (await sender.Send(new RestoreRevision(id, revId), cancellationToken)).ToEnvelope();

    private static async Task<IResult> ClearAsync(ISender sender, CancellationToken cancellationToken) =>
        (await sender.Send(new ClearRevisions(), cancellationToken)).ToEnvelope();
}

internal static class RevisionExamples
{
    private const string Id = "f6G7h8I9j0K1l2M3n4O5p";
    private const string Hash = "60303ae22b998861bce3b28f33eec1be758a213c86c93c076dbe9f558c11c752";

    public static readonly RevisionList List = new([new RevisionResponse(Id, 2, 12, "upload", Hash, Samples.Now)], 12);

    public static readonly RevisionContent Content = new(Id, 2, 12, "upload", Hash, Samples.Now, "# Harbour\n\n.");

    public static readonly ClearedRevisions Cleared = new(37, 8_388_608, HasMore: false);
}
