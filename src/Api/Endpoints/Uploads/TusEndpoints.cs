using MediatR;
using Picora.Api.Documentation;
using Picora.Api.Http;
using Picora.Application.RateLimits.Contracts;
using Picora.Application.Uploads.Sessions;

namespace Picora.Api.Endpoints.Uploads;

/// <summary>Resumable uploads by tus 1.0.0 (contract section 14.2).</summary>
internal sealed class TusEndpoints : IEndpointGroup
{
    private const string Create = """
        Holds all of the file's length in the quota and answers with the upload's address. `Upload-Metadata` says what comes: `resourceType`
        (`image`, `video` or `audio`; without it the first half of `contentType`, `filetype` or `type`), `filename`, `title`, `tags` (a JSON
        array), `isPublic`, `kbId`. The scope needed is the one that writes this kind. The first bytes may come along
        (`creation-with-upload`). Other programs' tus clients work as they are.
        """;

    private const string Append = """
        Adds bytes at `Upload-Offset`, where the upload has to stand. What the new offset counts is durable. When the connection breaks, what
        has arrived counts: ask for the offset and go on. One request writes at a time, others are told so (423). The last byte makes the file
        a medium: `X-Picora-Resource-Id`, `X-Picora-Resource-Type` and `X-Picora-Resource-Url` name it, `X-Picora-Duplicate: true` says that it
        was there already. A file that its kind does not take is refused here, and what was held of the quota comes back.
        """;

    public static void Map(IEndpointRouteBuilder routes)
    {
        var uploads = routes.MapGroup("/v1/uploads").WithTags("uploads");
        uploads.MapMethods("/", [HttpMethods.Options], DescribeAsync).WithName("describeTus").WithSummary("Ask what is spoken of tus")
            .WithDescription("`Tus-Version`, `Tus-Extension`, `Tus-Max-Size` and `Tus-Checksum-Algorithm`.")
            .Sends<DescribeTus>(RateTier.Mutation).Produces(StatusCodes.Status204NoContent);
        uploads.MapPost("/", CreateAsync).WithName("createTusUpload").WithSummary("Begin a resumable upload").WithDescription(Create)
            .Sends<CreateTusUpload>(RateTier.Mutation).Produces(StatusCodes.Status201Created)
            .Fails("BAD_REQUEST", "INSUFFICIENT_SCOPE", "PLAN_INACTIVE", "PLAN_REQUIRED", "QUOTA_EXCEEDED", "TUS_VERSION_UNSUPPORTED", "PAYLOAD_TOO_LARGE", "UNSUPPORTED_MEDIA_TYPE", "VALIDATION_ERROR");
        uploads.MapGet("/{id}", GetAsync).WithName("getTusUpload").WithSummary("Ask how far a resumable upload is")
            .WithDescription("""
                HEAD does the same. `Upload-Offset` is durable. An upload that is finished is not found any more. Where the server ended between the last byte and
                the finish, the upload is finished by this call, and the headers of the last PATCH name the medium.
                """)
            .Sends<GetTusUpload>(RateTier.Read).Produces(StatusCodes.Status200OK).Fails("INSUFFICIENT_SCOPE", "NOT_FOUND", "TUS_VERSION_UNSUPPORTED", "UPLOAD_LOCKED");
        uploads.MapPatch("/{id}", AppendAsync).WithName("appendTusUpload").WithSummary("Send bytes of a resumable upload").WithDescription(Append)
            .Sends<AppendTusUpload>(RateTier.Mutation).Produces(StatusCodes.Status204NoContent)
            .Fails("BAD_REQUEST", "INSUFFICIENT_SCOPE", "NOT_FOUND", "UPLOAD_OFFSET_MISMATCH", "UPLOAD_EXPIRED", "TUS_VERSION_UNSUPPORTED", "PAYLOAD_TOO_LARGE",
                "UNSUPPORTED_MEDIA_TYPE", "VALIDATION_ERROR", "UPLOAD_LOCKED", "UPLOAD_CHECKSUM_MISMATCH", "STORAGE_FULL", "STORAGE_UNAVAILABLE");
        uploads.MapDelete("/{id}", DeleteAsync).WithName("deleteTusUpload").WithSummary("Give a resumable upload up")
            .WithDescription("What it holds of the quota comes back, its bytes go. The scope needed is the one that deletes its kind.")
            .Sends<DeleteTusUpload>(RateTier.Mutation).Produces(StatusCodes.Status204NoContent)
            .Fails("INSUFFICIENT_SCOPE", "NOT_FOUND", "TUS_VERSION_UNSUPPORTED", "UPLOAD_LOCKED");
    }

    private static async Task<IResult> DescribeAsync(ISender sender, CancellationToken cancellationToken) =>
        TusAnswer.Of(await sender.Send(new DescribeTus(), cancellationToken));

    private static async Task<IResult> CreateAsync(HttpContext context, ISender sender, CancellationToken cancellationToken) =>
        TusAnswer.Of(await sender.Send(new CreateTusUpload(TusRequest.Headers(context.Request), TusRequest.Body(context)), cancellationToken), StatusCodes.Status201Created);

    private static async Task<IResult> GetAsync(string id, HttpContext context, ISender sender, CancellationToken cancellationToken) =>
        TusAnswer.Of(await sender.Send(new GetTusUpload(id, TusRequest.Headers(context.Request)), cancellationToken), StatusCodes.Status200OK);

    private static async Task<IResult> AppendAsync(string id, HttpContext context, ISender sender, CancellationToken cancellationToken) =>
        TusAnswer.Of(await sender.Send(new AppendTusUpload(id, TusRequest.Headers(context.Request), TusRequest.Body(context)), cancellationToken), StatusCodes.Status204NoContent);

    private static async Task<IResult> DeleteAsync(string id, HttpContext context, ISender sender, CancellationToken cancellationToken)
    {
        var result = await sender.Send(new DeleteTusUpload(id, TusRequest.Headers(context.Request)), cancellationToken);
        return result.Error?.ToAnswer() ?? Results.NoContent();
    }
}
