using MediatR;
using Microsoft.AspNetCore.Mvc;
using Picora.Api.Documentation;
using Picora.Api.Http;
using Picora.Application.Media.Watermarks;
using Picora.Application.RateLimits.Contracts;

namespace Picora.Api.Endpoints.Media;

/// <summary>Watermark templates (contract section 28). Only their owner's session manages them.</summary>
internal sealed class WatermarkEndpoints : IEndpointGroup
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        var templates = routes.MapGroup("/v1/watermark-templates").WithTags("watermark-templates");
        templates.MapGet("/", ListAsync).WithName("listWatermarkTemplates").WithSummary("List the watermark templates, newest first")
            .Sends<ListWatermarkTemplates>(RateTier.Read).Answers(WatermarkExamples.List);
        templates.MapPost("/", CreateAsync).WithName("createWatermarkTemplate").WithSummary("Create a watermark template")
            .WithDescription("Needs the plan `pro_plus`. A `text` template needs `text`; an `image` template needs `imageUrl`, the address of one of your own pictures.")
            .Sends<CreateWatermarkTemplate>(RateTier.Mutation).Takes(WatermarkExamples.New, "name", "type").Answers(WatermarkExamples.Template, StatusCodes.Status201Created)
            .Fails("PLAN_REQUIRED", "WATERMARK_LIMIT_REACHED");
        templates.MapGet("/{id}", GetAsync).WithName("getWatermarkTemplate").WithSummary("Read one watermark template")
            .Sends<GetWatermarkTemplate>(RateTier.Read).Answers(WatermarkExamples.Template).Fails("NOT_FOUND");
        templates.MapPatch("/{id}", UpdateAsync).WithName("updateWatermarkTemplate").WithSummary("Change a watermark template")
            .WithDescription("Needs the plan `pro_plus`. Changes what is given and leaves the rest. `If-Unmodified-Since`, as an ISO 8601 instant or an HTTP date, refuses the change of what somebody else has changed since.")
            .Sends<UpdateWatermarkTemplate>(RateTier.Mutation).Takes(WatermarkExamples.Change).Answers(WatermarkExamples.Template)
            .Fails("PLAN_REQUIRED", "NOT_FOUND", "PRECONDITION_FAILED");
        templates.MapDelete("/{id}", DeleteAsync).WithName("deleteWatermarkTemplate").WithSummary("Delete a watermark template")
            .WithDescription("What was made with it stays as it is.")
            .Sends<DeleteWatermarkTemplate>(RateTier.Mutation).AnswersNothing().Fails("NOT_FOUND");
    }

    private static async Task<IResult> ListAsync(ISender sender, CancellationToken cancellationToken) =>
        (await sender.Send(new ListWatermarkTemplates(), cancellationToken)).ToEnvelope();

    private static async Task<IResult> CreateAsync(WatermarkInput body, ISender sender, CancellationToken cancellationToken) =>
        (await sender.Send(new CreateWatermarkTemplate(body), cancellationToken)).ToEnvelope(StatusCodes.Status201Created);

    private static async Task<IResult> GetAsync(string id, ISender sender, CancellationToken cancellationToken) =>
        (await sender.Send(new GetWatermarkTemplate(id), cancellationToken)).ToEnvelope();

    private static async Task<IResult> UpdateAsync(
        string id, WatermarkPatch body, [FromHeader(Name = "If-Unmodified-Since")] string? since, ISender sender, CancellationToken cancellationToken) =>
        (await sender.Send(new UpdateWatermarkTemplate(id, body.ToInput(), since), cancellationToken)).ToEnvelope();

    private static async Task<IResult> DeleteAsync(string id, ISender sender, CancellationToken cancellationToken) =>
        (await sender.Send(new DeleteWatermarkTemplate(id), cancellationToken)).ToEmptyEnvelope();
}

/// <summary>What may be changed of a watermark template.</summary>
internal sealed record WatermarkPatch(string? Name, string? Type, string? Position, double? Opacity, string? Text, int? FontSize, string? ImageUrl)
{
    public WatermarkInput ToInput() => new(Name, Type, Position, Opacity, Text, FontSize, ImageUrl);
}
