using MediatR;
using Picora.Api.Documentation;
using Picora.Api.Http;
using Picora.Application.Media;
using Picora.Application.RateLimits.Contracts;

namespace Picora.Api.Endpoints.Pichr;

/// <summary>Pictures on the Pichr-compatible surface (contract section 14.3).</summary>
internal sealed class PichrFileEndpoints : IEndpointGroup
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        var files = routes.MapGroup("/api/v1/files").WithTags("pichr");
        files.MapGet("/", ListAsync).WithName("pichrListFiles").WithSummary("List files, newest first")
            .Sends<ListImages>(RateTier.Read).AnswersBare(PichrExamples.Files).Fails("VALIDATION_ERROR");
        files.MapGet("/{id}", GetAsync).WithName("pichrGetFile").WithSummary("Read one file")
            .Sends<GetImage>(RateTier.Read).AnswersBare(PichrExamples.File).Fails("NOT_FOUND");
        files.MapPatch("/{id}", UpdateAsync).WithName("pichrUpdateFile").WithSummary("Change a file's title, tags or visibility")
            .Sends<UpdateImage>(RateTier.Mutation).Takes(PichrExamples.FilePatch).AnswersBare(PichrExamples.File).Fails("NOT_FOUND");
        files.MapDelete("/{id}", DeleteAsync).WithName("pichrDeleteFile").WithSummary("Delete a file")
            .Sends<DeleteImage>(RateTier.Mutation).AnswersBare(PichrExamples.FileDeleted).Fails("NOT_FOUND");
    }

    private static async Task<IResult> ListAsync([AsParameters] PichrFileQuery query, ISender sender, CancellationToken cancellationToken) =>
        (await sender.Send(query.ToRequest(), cancellationToken)).Map(PichrFiles.Of).ToBare();

    private static async Task<IResult> GetAsync(string id, ISender sender, CancellationToken cancellationToken) =>
        (await sender.Send(new GetImage(PichrIds.ReadFile(id)), cancellationToken)).Map(PichrFile.Of).ToBare();

    private static async Task<IResult> UpdateAsync(string id, PichrFilePatch body, ISender sender, CancellationToken cancellationToken) =>
        (await sender.Send(body.ToRequest(id), cancellationToken)).Map(PichrFile.Of).ToBare();

    private static async Task<IResult> DeleteAsync(string id, ISender sender, CancellationToken cancellationToken) =>
        (await sender.Send(new DeleteImage(PichrIds.ReadFile(id)), cancellationToken)).Map(_ => PichrDeleted.Of(id)).ToBare();
}
