using System.ComponentModel;
using MediatR;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Options;
using Picora.Api.Documentation;
using Picora.Api.Http;
using Picora.Api.Http.Delivery;
using Picora.Application.Documents;
using Picora.Application.RateLimits.Contracts;

namespace Picora.Api.Endpoints.Documents;

/// <summary>Documents (contract section 15).</summary>
internal sealed class DocumentEndpoints : IEndpointGroup
{
    private const string Create = """
        Markdown (`.md`, `.markdown`) or Typst (`.typ`), by the file name's ending. The same text again gives the document that is there already,
        with 200 and `duplicate: true`, and costs nothing. Pictures that lie in Markdown as `data:image/…;base64,…` become images of the library,
        as public as the document is; that takes the scope for images, too. All other characters stay as they are, and those in code and comments, too. A picture that
        fails stays in the text and is told in `failures`. A title that is not given is the front matter's, the first heading's or the file's;
        `tags` and `public` are read from the front matter, too. With `kbId` and `relativePath` the document is filed in a collection; a path that
        is taken answers 409 `DOC_HASH_DUPLICATE`, unless earlier texts are kept (`docVersioningEnabled`): then the old text becomes a revision,
        and the document gets another id. Typst is stored byte for byte.
        """;

    private const string Raw = """
        The text, byte for byte, as `text/markdown` or `text/typst`. Public documents answer everybody and may be kept for five minutes; private
        ones answer their owner, and 404 otherwise. `X-Source-Hash` is the SHA-256 of the bytes. `original=true` gives the owner the text as it came, before
        pictures were replaced in it.
        """;

    private const string Update = """
        Changes what is given and leaves the rest; at least one member is needed. Tags replace all tags. `kbId` and `relativePath` go together; `kbId: null` alone takes it out of
        its collection. The text does not change: upload another one.
        """;

    private const string Hard = "`true` removes it for good, with its revisions; otherwise it can be taken back for a while, and does not count.";

    public static void Map(IEndpointRouteBuilder routes)
    {
        var most = routes.ServiceProvider.GetRequiredService<IOptions<DocumentOptions>>().Value.MaxBodyBytes;
        var docs = routes.MapGroup("/v1/docs").WithTags("docs");
        docs.MapPost("/", CreateAsync).WithName("createDoc").WithSummary("Upload a document").WithDescription(Create).WithMetadata(new RequestSizeLimitAttribute(most))
            .Sends<CreateDocument>(RateTier.Upload).Takes(DocumentExamples.New, "filename", "content").Answers(DocumentExamples.Created, StatusCodes.Status201Created)
            .Fails("QUOTA_EXCEEDED", "PLAN_INACTIVE", "DOC_HASH_DUPLICATE", "NOT_FOUND");
        docs.MapGet("/", ListAsync).WithName("listDocs").WithSummary("List documents")
            .Sends<ListDocuments>(RateTier.Read).Answers(DocumentExamples.List).Fails("VALIDATION_ERROR");
        docs.MapDelete("/", DeleteManyAsync).WithName("deleteDocs").WithSummary("Delete several documents")
            .WithDescription("1 to 50 ids. Those that are not the caller's count as failed.")
            .Sends<DeleteDocuments>(RateTier.Mutation).Takes(DocumentExamples.Ids, "ids").Answers(DocumentExamples.Deleted);
        MapOne(docs);
        MapTexts(docs);
    }

    private static void MapOne(RouteGroupBuilder docs)
    {
        docs.MapGet("/{id}", GetAsync).WithName("getDoc").WithSummary("Read what is known of a document, without its text")
            .Sends<GetDocument>(RateTier.Read).Answers(DocumentExamples.Document).Fails("NOT_FOUND");
        docs.MapPatch("/{id}", UpdateAsync).WithName("updateDoc").WithSummary("Change title, tags, visibility or place of a document").WithDescription(Update)
            .Sends<UpdateDocument>(RateTier.Mutation).Takes(DocumentExamples.Patch).Answers(DocumentExamples.Document).Fails("NOT_FOUND", "DOC_HASH_DUPLICATE", "QUOTA_EXCEEDED");
        docs.MapDelete("/{id}", DeleteAsync).WithName("deleteDoc").WithSummary("Delete a document")
            .Sends<DeleteDocument>(RateTier.Mutation).AnswersNothing().Fails("NOT_FOUND");
        docs.MapPost("/{id}/restore", RestoreAsync).WithName("restoreDoc").WithSummary("Take a deleted document back")
            .WithDescription("Under its old id, in its old place; out of a collection that is gone. 409 when another document has its path or its text by now.")
            .Sends<RestoreDocument>(RateTier.Mutation).Answers(DocumentExamples.Document).Fails("NOT_FOUND", "DOC_HASH_DUPLICATE", "QUOTA_EXCEEDED");
    }

    private static void MapTexts(RouteGroupBuilder docs)
    {
        docs.MapPost("/batch-move", MoveAsync).WithName("moveDocs").WithSummary("File several documents in a collection, or take them out of theirs")
            .WithDescription("1 to 50 ids. Each keeps its path, or gets its file name for one; `kbId: null` takes them out. What cannot go is in `failed` with its reason.")
            .Sends<MoveDocuments>(RateTier.Mutation).Takes(DocumentExamples.Move, "ids", "kbId").Answers(DocumentExamples.Moved);
        docs.MapGet("/{id}/raw", OpenAsync).WithName("getDocRaw").WithSummary("Read a document's text").WithDescription(Raw)
            .Sends<OpenDocument>(RateTier.Read).AnswersFile("text/markdown", "text/typst").Fails("NOT_FOUND", "CONTENT_BLOCKED", "PRECONDITION_FAILED");
        docs.MapPost("/raw:batch", OpenManyAsync).WithName("getDocsRaw").WithSummary("Read the texts of several documents")
            .WithDescription("1 to 50 ids. Without a credential, public documents only. What is not there, or somebody else's, is in `failed`; so is, as `CONTENT_FETCH_FAILED`, what one answer has no room for: ask for it by itself.")
            .Sends<OpenDocuments>(RateTier.Read).Takes(DocumentExamples.Ids, "ids").Answers(DocumentExamples.Texts);
    }

    private static async Task<IResult> CreateAsync(NewDocumentBody body, ISender sender, CancellationToken cancellationToken)
    {
        var result = await sender.Send(body.ToRequest(), cancellationToken);
        return result.ToEnvelope(result is { IsSuccess: true, Value.Duplicate: true } ? StatusCodes.Status200OK : StatusCodes.Status201Created);
    }

    private static async Task<IResult> ListAsync([AsParameters] DocumentListQuery query, ISender sender, CancellationToken cancellationToken) =>
        (await sender.Send(new ListDocuments(query.Cursor, query.Limit ?? query.PageSize, query.Sort) { Filter = query.ToFilter() }, cancellationToken)).ToEnvelope();

    private static async Task<IResult> GetAsync(string id, ISender sender, CancellationToken cancellationToken) =>
        (await sender.Send(new GetDocument(id), cancellationToken)).ToEnvelope();

    private static async Task<IResult> UpdateAsync(string id, DocumentPatch patch, ISender sender, CancellationToken cancellationToken) =>
        (await sender.Send(new UpdateDocument(id, patch.Title, patch.Tags, patch.IsPublic ?? patch.IsPublicAlias, patch.Place), cancellationToken)).ToEnvelope();

    private static async Task<IResult> RestoreAsync(string id, ISender sender, CancellationToken cancellationToken) =>
        (await sender.Send(new RestoreDocument(id), cancellationToken)).ToEnvelope();

    private static async Task<IResult> MoveAsync(DocumentMove body, ISender sender, CancellationToken cancellationToken) =>
        (await sender.Send(new MoveDocuments(body.Ids, body.Target), cancellationToken)).ToEnvelope();

    private static async Task<IResult> DeleteAsync(string id, [Description(Hard)] bool? hard, ISender sender, CancellationToken cancellationToken) =>
        (await sender.Send(new DeleteDocument(id, hard is true), cancellationToken)).ToEmptyEnvelope();

    private static async Task<IResult> DeleteManyAsync(
        [FromBody] DocumentIds body, [Description(Hard)] bool? hard, ISender sender, CancellationToken cancellationToken) =>
        (await sender.Send(new DeleteDocuments(body.Ids, hard is true), cancellationToken)).ToEnvelope();

    private static async Task<IResult> OpenAsync(
        string id, [Description("`true` for the text as it came; for its owner only.")] bool? original, ISender sender, CancellationToken cancellationToken) =>
        new TextAnswer(await sender.Send(new OpenDocument(id, original is true), cancellationToken));

    private static async Task<IResult> OpenManyAsync(DocumentIds body, ISender sender, CancellationToken cancellationToken) =>
        (await sender.Send(new OpenDocuments(body.Ids), cancellationToken)).ToEnvelope();
}
