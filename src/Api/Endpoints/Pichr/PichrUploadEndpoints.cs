using MediatR;
using Picora.Api.Documentation;
using Picora.Api.Http;
using Picora.Application.Abstractions;
using Picora.Application.RateLimits.Contracts;
using Picora.Application.Uploads.Sessions;

namespace Picora.Api.Endpoints.Pichr;

/// <summary>Uploads in three steps on the Pichr-compatible surface (contract section 14.3): presign, PUT, finalize.</summary>
internal sealed class PichrUploadEndpoints : IEndpointGroup
{
    private const string Presign = """
        Holds the file's size in the quota. The PUT goes to `uploadUrl`, with the same credential; then `/upload/finalize` makes the file a
        picture. What is not finalized by `expiresAt` is given up. A credential is needed: uploads of strangers are not taken.
        """;

    private const string Send = """
        The body is the file as it is, whatever its `Content-Type` says. Another size or SHA-256 than was announced is refused, and nothing
        is kept. `ETag` is the file's SHA-256.
        """;

    private const string Finish = """
        Only `fileId` is needed. Asked again, the answer is the same again. Width, height, scores and hashes are the server's own: those of
        the client do not count.
        """;

    public static void Map(IEndpointRouteBuilder routes)
    {
        var uploads = routes.MapGroup("/api/v1/upload").WithTags("pichr");
        uploads.MapPost("/presign", PresignAsync).WithName("pichrPresign").WithSummary("Announce a file").WithDescription(Presign)
            .Sends<PresignUpload>(RateTier.Upload).Takes(PichrExamples.Presign, "filename", "mime", "bytes").AnswersBare(PichrExamples.Presigned)
            .Fails("INSUFFICIENT_SCOPE", "PLAN_INACTIVE", "PAYLOAD_TOO_LARGE").FailsAs(StatusCodes.Status402PaymentRequired, "QUOTA_EXCEEDED");
        uploads.MapPut("/direct/{fileId}", SendAsync).WithName("pichrSend").WithSummary("Send the file").WithDescription(Send)
            .Sends<ReceiveDirectUpload>(RateTier.Mutation).AnswersBare(PichrExamples.Received)
            .Fails("INSUFFICIENT_SCOPE", "NOT_FOUND", "UPLOAD_FINISHED", "UPLOAD_SIZE_MISMATCH", "UPLOAD_HASH_MISMATCH", "UPLOAD_LOCKED", "STORAGE_FULL", "STORAGE_UNAVAILABLE");
        uploads.MapPost("/finalize", FinalizeAsync).WithName("pichrFinalize").WithSummary("Make the file a picture").WithDescription(Finish)
            .Sends<FinalizeUpload>(RateTier.Mutation).Takes(PichrExamples.Finalize, "fileId").AnswersBare(PichrExamples.Finalized)
            .Fails("INSUFFICIENT_SCOPE", "NOT_FOUND", "UPLOAD_NOT_RECEIVED", "UPLOAD_EXPIRED", "UPLOAD_TYPE_MISMATCH", "UPLOAD_HASH_MISMATCH", "UPLOAD_LOCKED", "IMAGE_TOO_MANY_PIXELS");
    }

    private static async Task<IResult> PresignAsync(PichrPresign body, ISender sender, IPublicUrls urls, CancellationToken cancellationToken) =>
        (await sender.Send(body.ToRequest(), cancellationToken)).Map(upload => PichrPresigned.Of(upload, urls)).ToBare();

    private static async Task<IResult> SendAsync(string fileId, HttpContext context, ISender sender, IPublicUrls urls, CancellationToken cancellationToken)
    {
        var body = TusRequest.Body(context);
        var received = await sender.Send(new ReceiveDirectUpload(PichrIds.ReadFile(fileId), body, context.Request.ContentLength), cancellationToken);
        if (received.IsSuccess)
        {
            context.Response.Headers.ETag = $"\"{received.Value.Sha256}\"";
        }

        return received.Map(upload => PichrReceived.Of(upload, urls)).ToBare();
    }

    private static async Task<IResult> FinalizeAsync(PichrFinalize body, ISender sender, CancellationToken cancellationToken) =>
        (await sender.Send(body.ToRequest(), cancellationToken)).Map(PichrFinalized.Of).ToBare();
}
