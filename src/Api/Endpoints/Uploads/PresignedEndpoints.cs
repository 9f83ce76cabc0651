using System.ComponentModel;
using System.Text.Json.Serialization;
using MediatR;
using Picora.Api.Documentation;
using Picora.Api.Http;
using Picora.Application.Abstractions;
using Picora.Application.RateLimits.Contracts;
using Picora.Application.Uploads.Sessions;

namespace Picora.Api.Endpoints.Uploads;

/// <summary>Uploads in three steps: announce the file, send it with one PUT, take it over.</summary>
internal sealed class PresignedEndpoints : IEndpointGroup
{
    private const string Presign = """
        Holds the file's size in the quota and answers with an address to send the file to with one PUT. Whoever holds the address may do so,
        without a credential, until `expiresAt`: a browser or a worker that must not know the key. Where the operator lets clients reach the object
        store, the address is the store's, and takes a file of exactly the announced size; its answer and `ETag` are the store's own. Then
        `/v1/uploads/finalize` makes the file a medium. The scope needed is the one that writes the file's kind.
        """;

    private const string Send = """
        The body is the file as it is, whatever its `Content-Type` says. Its size, and its SHA-256 where one was announced, have to be those
        announced; otherwise nothing of it is kept. Sent again before it is finalized, it takes the place of what came before. With the
        parameters `exp` and `sig` of the presigned address no credential is needed. `ETag` is the file's SHA-256.
        """;

    private const string Finalize = """
        Looks at the file and makes it a medium; until then nobody sees it. What was sent to the store is measured and hashed first. Asked again,
        the answer is the same again. The same bytes as a medium that is there give that one, with `X-Picora-Duplicate: true`. A file that its kind
        does not take is refused, and what was held of the quota comes back; so is one of another type than `contentType`, where that names a type of
        picture, video or audio.
        """;

    public static void Map(IEndpointRouteBuilder routes)
    {
        var uploads = routes.MapGroup("/v1/uploads").WithTags("uploads");
        uploads.MapPost("/presign", PresignAsync).WithName("presignUpload").WithSummary("Get an address to send a file to").WithDescription(Presign)
            .Sends<PresignUpload>(RateTier.Mutation).Takes(PresignedExamples.Order, "filename", "bytes").Answers(PresignedExamples.Presigned, StatusCodes.Status201Created)
            .Fails("INSUFFICIENT_SCOPE", "PLAN_INACTIVE", "PLAN_REQUIRED", "QUOTA_EXCEEDED", "PAYLOAD_TOO_LARGE");
        uploads.MapPut("/direct/{id}", SendAsync).WithName("sendDirectUpload").WithSummary("Send the file of a presigned upload").WithDescription(Send)
            .Sends<ReceiveDirectUpload>(RateTier.Mutation).Answers(PresignedExamples.Received)
            .Fails("FORBIDDEN", "INSUFFICIENT_SCOPE", "NOT_FOUND", "UPLOAD_FINISHED", "UPLOAD_SIZE_MISMATCH", "UPLOAD_HASH_MISMATCH", "UPLOAD_LOCKED", "STORAGE_FULL", "STORAGE_UNAVAILABLE");
        uploads.MapPost("/finalize", FinalizeAsync).WithName("finalizeUpload").WithSummary("Make the file of a presigned upload a medium").WithDescription(Finalize)
            .Sends<FinalizeUpload>(RateTier.Mutation).Takes(PresignedExamples.Finish, "uploadId").Answers(PresignedExamples.Item, StatusCodes.Status201Created)
            .Fails("INSUFFICIENT_SCOPE", "NOT_FOUND", "UPLOAD_NOT_RECEIVED", "UPLOAD_EXPIRED", "UPLOAD_TYPE_MISMATCH", "UPLOAD_HASH_MISMATCH", "UPLOAD_LOCKED", "QUOTA_EXCEEDED");
    }

    private static async Task<IResult> PresignAsync(PresignBody body, ISender sender, IPublicUrls urls, CancellationToken cancellationToken) =>
        (await sender.Send(body.ToRequest(), cancellationToken)).Map(upload => PresignedAddress.Of(upload, urls)).ToEnvelope(StatusCodes.Status201Created);

    private static async Task<IResult> SendAsync(
        string id,
        [Description("Of the presigned address.")] string? exp,
        [Description("Of the presigned address; without it a credential is needed.")] string? sig,
        HttpContext context,
        ISender sender,
        CancellationToken cancellationToken)
    {
        var (body, length) = (TusRequest.Body(context), context.Request.ContentLength);
        var received = sig is null
            ? await sender.Send(new ReceiveDirectUpload(id, body, length), cancellationToken)
            : await sender.Send(new ReceiveSignedUpload(id, exp, sig, body, length), cancellationToken);
        if (received.IsSuccess)
        {
            context.Response.Headers.ETag = $"\"{received.Value.Sha256}\"";
        }

        return received.Map(ReceivedFile.Of).ToEnvelope();
    }

    private static async Task<IResult> FinalizeAsync(FinalizeUpload body, HttpContext context, ISender sender, CancellationToken cancellationToken)
    {
        var result = await sender.Send(body, cancellationToken);
        if (result is { IsSuccess: true, Value.Duplicate: true })
        {
            DuplicateHeader.Set(context.Response);
        }

        return result.Map(done => done.Item).ToEnvelope(StatusCodes.Status201Created);
    }
}

internal sealed record PresignBody(
    string? Filename,
    [property: Description("Such as `image/png`; its first half names the kind, unless `resourceType` does.")] string? ContentType,
    [property: Description("Another name of `contentType`.")] string? Mime,
    [property: Description("The size of the file.")] long? Bytes,
    [property: Description("What the file is to have, in hex; the PUT of another file is refused.")] string? Sha256,
    [property: Description("`image`, `video` or `audio`.")] string? ResourceType,
    string? Title,
    IReadOnlyList<string>? Tags,
    bool? IsPublic,
    [property: Description("Another name of `isPublic`."), JsonPropertyName("is_public")] bool? IsPublicAlias,
    [property: Description("The collection that it goes into.")] string? KbId)
{
    public PresignUpload ToRequest() => new(Filename, ContentType ?? Mime, Bytes, Sha256)
    {
        ResourceType = ResourceType,
        Title = Title,
        Tags = Tags,
        IsPublic = IsPublic ?? IsPublicAlias,
        KbId = KbId,
    };
}

/// <param name="UploadUrl">Takes one PUT of the file, without a credential.</param>
/// <param name="ExpiresAt">When the address, and what is held for it, is given up.</param>
public sealed record PresignedAddress(string UploadId, string UploadUrl, string Method, DateTimeOffset ExpiresAt)
{
    internal static PresignedAddress Of(PresignedUpload upload, IPublicUrls urls) =>
        new(upload.UploadId, upload.StoreAddress?.AbsoluteUri ?? $"{urls.Api}/v1/uploads/direct/{upload.UploadId}?{upload.Signature}", "PUT", upload.ExpiresAt);
}

/// <param name="Status"><c>received</c>: it waits for <c>finalize</c>.</param>
public sealed record ReceivedFile(string UploadId, long Bytes, string Sha256, string Status)
{
    internal static ReceivedFile Of(DirectUpload upload) => new(upload.UploadId, upload.Bytes, upload.Sha256, "received");
}
