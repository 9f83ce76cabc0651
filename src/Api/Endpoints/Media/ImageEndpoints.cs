using System.ComponentModel;
using MediatR;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Options;
using Picora.Api.Documentation;
using Picora.Api.Http;
using Picora.Application.Media;
using Picora.Application.RateLimits.Contracts;

namespace Picora.Api.Endpoints.Media;

/// <summary>Pictures (contract section 10).</summary>
internal sealed class ImageEndpoints : IEndpointGroup
{
    private const string Upload = """
        Answered once the picture is safe; `data.url` is final from then on. Thumbnail and preview follow within seconds: `processing` says
        `pending`, `ready` or `failed`. The same bytes again give the picture that is there already, with `X-Picora-Duplicate: true`, and
        cost nothing.
        """;

    private const string Update = """
        Changes what is given and leaves the rest. An empty title clears it; tags replace all tags. `allowedReferers` names the pages that may
        show the image: hosts, `*.host` for everything below a host, `self` for this installation's own; at most 50. An empty list leaves
        signed addresses only, null lets every page show it.
        """;

    private const string Sign = """
        Whoever holds the address may open it until it expires, whatever the image's visibility and `allowedReferers`; not when the image is
        deleted or blocked. It opens what was signed and nothing else: only `download` may be added. The body may be left out.
        """;

    private const string Trash = "`true` puts it into the trash, from which it can be taken back and where its bytes still count; `false` removes it for good. This installation decides what is usual.";

    public static void Map(IEndpointRouteBuilder routes)
    {
        var images = routes.MapGroup("/v1/images").WithTags("images");
        images.MapPost("/", UploadAsync).WithName("uploadImage").WithSummary("Upload an image").WithDescription(Upload)
            .Sends<UploadImage>(RateTier.Upload).TakesForm(ImageExamples.Form).Answers(ImageExamples.NewImage, StatusCodes.Status201Created)
            .Fails("QUOTA_EXCEEDED", "PLAN_INACTIVE", "IMAGE_TOO_MANY_PIXELS", "UPLOAD_EXPIRED", "STORAGE_FULL", "STORAGE_UNAVAILABLE");
        images.MapGet("/", ListAsync).WithName("listImages").WithSummary("List images, newest first")
            .Sends<ListImages>(RateTier.Read).Answers(ImageExamples.List).Fails("VALIDATION_ERROR");
        images.MapDelete("/", DeleteManyAsync).WithName("deleteImages").WithSummary("Delete several images")
            .WithDescription("1 to 50 ids. Those that are not the caller's count as failed.")
            .Sends<DeleteImages>(RateTier.Mutation).Takes(ImageExamples.Ids, "ids").Answers(ImageExamples.Deleted);
        images.MapPost("/exists", ExistsAsync).WithName("findExistingImages").WithSummary("Ask which contents are there already")
            .WithDescription("1 to 200 SHA-256 hashes of files, in lowercase hex. Other people's pictures do not show.")
            .Sends<FindExistingImages>(RateTier.Upload).Takes(ImageExamples.Hashes, "hashes").Answers(ImageExamples.Existing)
            .FailsAs(StatusCodes.Status400BadRequest, "VALIDATION_ERROR");
        images.MapGet("/{id}", GetAsync).WithName("getImage").WithSummary("Read one image")
            .Sends<GetImage>(RateTier.Read).Answers(ImageExamples.Image).Fails("NOT_FOUND");
        images.MapGet("/{id}/location", LocateAsync).WithName("getImageLocation").WithSummary("Read where an image was taken")
            .WithDescription("As the stored file says (EXIF). For its owner only; no other answer ever holds it, and public copies of the file do not carry it.")
            .Sends<GetImageLocation>(RateTier.Read).Answers(ImageExamples.Location).Fails("NOT_FOUND");
        images.MapPatch("/{id}", UpdateAsync).WithName("updateImage").WithSummary("Change title, tags, visibility or the pages that may show it").WithDescription(Update)
            .Sends<UpdateImage>(RateTier.Mutation).Takes(ImageExamples.Patch).Answers(ImageExamples.Image).Fails("NOT_FOUND");
        images.MapPost("/{id}/sign", SignAsync).WithName("signImage").WithSummary("Make an address that opens an image for a while").WithDescription(Sign)
            .Sends<SignImage>(RateTier.Upload).Takes(ImageExamples.Sign).Answers(ImageExamples.Signed).Fails("NOT_FOUND");
        images.MapDelete("/{id}", DeleteAsync).WithName("deleteImage").WithSummary("Delete one image")
            .WithDescription("The image's addresses answer 404 at once, and its bytes count no more, unless it goes into the trash.")
            .Sends<DeleteImage>(RateTier.Mutation).AnswersNothing().Fails("NOT_FOUND");
    }

    private static async Task<IResult> UploadAsync(HttpContext context, ISender sender, IOptions<ImagingOptions> options, CancellationToken cancellationToken)
    {
        var result = await sender.Send(new UploadImage(new MultipartBody(context, options.Value.MaxBytes)), cancellationToken);
        if (result is { IsSuccess: true, Value.Duplicate: true })
        {
            DuplicateHeader.Set(context.Response);
        }

        return result.Map(uploaded => uploaded.Image).ToEnvelope(StatusCodes.Status201Created);
    }

    private static async Task<IResult> ListAsync([AsParameters] ImageListQuery query, ISender sender, CancellationToken cancellationToken) =>
        (await sender.Send(
            new ListImages(query.Cursor, query.Limit ?? query.PageSize, query.Tag, query.StartDate, query.EndDate) { Filter = query.ToFilter() }, cancellationToken)).ToEnvelope();

    private static async Task<IResult> GetAsync(string id, ISender sender, CancellationToken cancellationToken) =>
        (await sender.Send(new GetImage(id), cancellationToken)).ToEnvelope();

    private static async Task<IResult> LocateAsync(string id, ISender sender, CancellationToken cancellationToken) =>
        (await sender.Send(new GetImageLocation(id), cancellationToken)).ToEnvelope();

    private static async Task<IResult> UpdateAsync(string id, MediaPatch patch, ISender sender, CancellationToken cancellationToken) =>
        (await sender.Send(new UpdateImage(id, patch.Title, patch.Tags, patch.IsPublic ?? patch.IsPublicAlias, patch.Referers), cancellationToken)).ToEnvelope();

    private static async Task<IResult> SignAsync(string id, SignRequest? body, ISender sender, CancellationToken cancellationToken) =>
        (await sender.Send(new SignImage(id, body?.ExpSeconds, body?.Rendition, body?.Transform), cancellationToken)).ToEnvelope();

    private static async Task<IResult> DeleteAsync(string id, [Description(Trash)] bool? trash, ISender sender, CancellationToken cancellationToken) =>
        (await sender.Send(new DeleteImage(id, trash), cancellationToken)).ToEmptyEnvelope();

    private static async Task<IResult> DeleteManyAsync(
        [FromBody] ImageIds body, [Description(Trash)] bool? trash, ISender sender, CancellationToken cancellationToken) =>
        (await sender.Send(new DeleteImages(body.Ids, trash), cancellationToken)).ToEnvelope();

    private static async Task<IResult> ExistsAsync(ImageHashes body, ISender sender, CancellationToken cancellationToken) =>
        (await sender.Send(new FindExistingImages(body.Hashes), cancellationToken)).ToEnvelope();
}

internal sealed record ImageListQuery(
    [property: Description("`nextCursor` of the page before; empty or absent: the first page.")] string? Cursor,
    [property: Description("1 to 50, 20 by default; a larger number counts as 50.")] string? Limit,
    [property: Description("Another name of `limit`.")] string? PageSize,
    [property: Description("Only images with this tag.")] string? Tag,
    [property: Description("First day, UTC, such as `2026-01-31`."), FromQuery(Name = "start_date")] string? StartDate,
    [property: Description("Last day, UTC, itself included."), FromQuery(Name = "end_date")] string? EndDate,
    [property: Description("Words, each of which title, file name or tags contain; upper and lower case do not matter.")] string? Q,
    [property: Description("Such as `jpg`: the format of the file as it was sent.")] string? Format,
    [property: Description("`true` or `false`.")] string? IsPublic,
    [property: Description("Another name of `isPublic`."), FromQuery(Name = "is_public")] string? IsPublicAlias,
    [property: Description("Only images of this collection; empty: only those of none.")] string? KbId,
    [property: Description("In bytes, itself included."), FromQuery(Name = "min_size")] string? MinSize,
    [property: Description("In bytes, itself included."), FromQuery(Name = "max_size")] string? MaxSize)
{
    public ImageFilter ToFilter() => new(Q, Format, IsPublic ?? IsPublicAlias, KbId, MinSize, MaxSize);
}

internal sealed record SignRequest(
    [property: Description("1 to 86,400; 3,600 by default.")] long? ExpSeconds = null,
    [property: Description("`thumbnail` or `preview`; the original by default.")] string? Rendition = null,
    [property: Description("Transform parameters of the address, such as `w=640&fmt=webp`.")] string? Transform = null);

internal sealed record ImageIds(IReadOnlyList<string>? Ids);

internal sealed record ImageHashes(IReadOnlyList<string>? Hashes);
