using System.Text.Json.Serialization;
using MediatR;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Options;
using Picora.Api.Http;
using Picora.Application.Media;

namespace Picora.Api.Endpoints.Media;

/// <summary>Pictures (contract section 10).</summary>
internal sealed class ImageEndpoints : IEndpointGroup
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        var images = routes.MapGroup("/v1/images").WithTags("images");
        images.MapPost("/", UploadAsync).WithName("uploadImage").WithSummary("Upload an image");
        images.MapGet("/", ListAsync).WithName("listImages").WithSummary("List images, newest first");
        images.MapDelete("/", DeleteManyAsync).WithName("deleteImages").WithSummary("Delete several images");
        images.MapPost("/exists", ExistsAsync).WithName("findExistingImages").WithSummary("Ask which contents are there already");
        images.MapGet("/{id}", GetAsync).WithName("getImage").WithSummary("Read one image");
        images.MapPatch("/{id}", UpdateAsync).WithName("updateImage").WithSummary("Change title, tags or visibility");
        images.MapDelete("/{id}", DeleteAsync).WithName("deleteImage").WithSummary("Delete one image");
    }

    private static async Task<IResult> UploadAsync(HttpContext context, ISender sender, IOptions<ImagingOptions> options, CancellationToken cancellationToken)
    {
        var result = await sender.Send(new UploadImage(new MultipartBody(context, options.Value.MaxBytes)), cancellationToken);
        if (result is { IsSuccess: true, Value.Duplicate: true })
        {
            context.Response.Headers["X-Picora-Duplicate"] = "true";
        }

        return result.Map(uploaded => uploaded.Image).ToEnvelope(StatusCodes.Status201Created);
    }

    private static async Task<IResult> ListAsync([AsParameters] ImageListQuery query, ISender sender, CancellationToken cancellationToken) =>
        (await sender.Send(
            new ListImages(query.Cursor, query.Limit ?? query.PageSize, query.Tag, query.StartDate, query.EndDate), cancellationToken)).ToEnvelope();

    private static async Task<IResult> GetAsync(string id, ISender sender, CancellationToken cancellationToken) =>
        (await sender.Send(new GetImage(id), cancellationToken)).ToEnvelope();

    private static async Task<IResult> UpdateAsync(string id, ImagePatch patch, ISender sender, CancellationToken cancellationToken) =>
        (await sender.Send(new UpdateImage(id, patch.Title, patch.Tags, patch.IsPublic ?? patch.IsPublicAlias), cancellationToken)).ToEnvelope();

    private static async Task<IResult> DeleteAsync(string id, ISender sender, CancellationToken cancellationToken) =>
        (await sender.Send(new DeleteImage(id), cancellationToken)).ToEmptyEnvelope();

    private static async Task<IResult> DeleteManyAsync([FromBody] ImageIds body, ISender sender, CancellationToken cancellationToken) =>
        (await sender.Send(new DeleteImages(body.Ids), cancellationToken)).ToEnvelope();

    private static async Task<IResult> ExistsAsync(ImageHashes body, ISender sender, CancellationToken cancellationToken) =>
        (await sender.Send(new FindExistingImages(body.Hashes), cancellationToken)).ToEnvelope();
}

/// <param name="Limit">1 to 50; a larger number counts as 50.</param>
/// <param name="PageSize">Another name of <c>limit</c>.</param>
internal sealed record ImageListQuery(
    string? Cursor,
    string? Limit,
    string? PageSize,
    string? Tag,
    [property: FromQuery(Name = "start_date")] string? StartDate,
    [property: FromQuery(Name = "end_date")] string? EndDate);

/// <param name="IsPublicAlias">Another name of <c>isPublic</c>.</param>
internal sealed record ImagePatch(
    string? Title, IReadOnlyList<string>? Tags, bool? IsPublic, [property: JsonPropertyName("is_public")] bool? IsPublicAlias);

internal sealed record ImageIds(IReadOnlyList<string>? Ids);

internal sealed record ImageHashes(IReadOnlyList<string>? Hashes);
