using System.ComponentModel;
using MediatR;
using Picora.Api.Documentation;
using Picora.Api.Http;
using Picora.Application.Moderation;
using Picora.Application.RateLimits.Contracts;
using Picora.Domain;

namespace Picora.Api.Endpoints.Moderation;

/// <summary>Reports of things that should not be there, and what operators do about them (contract sections 19 and 24).</summary>
internal sealed class ModerationEndpoints : IEndpointGroup
{
    private const string Report = """
        Anybody may report what they can see; what they cannot see is not found. The same thing for the same reason again is the same report, with 200.
        Its owner is not told. So many reports per hour are taken from a network and from an account (`Picora:Moderation`).
        """;

    private const string Decide = """
        `dismiss` does nothing, `restrict` makes the thing private, `remove` withholds it from everybody (451), its owner included, and `ban_user` does the same
        and bans the owner. All reports of the thing that wait are settled with it, unless this one is dismissed. A report is decided once;
        `DELETE /v1/admin/media/{id}/block` and `PATCH /v1/admin/users/{id}` take back what was done.
        """;

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapPost("/v1/moderation/reports", ReportAsync).WithTags("moderation").WithName("report").WithSummary("Report something to the operators").WithDescription(Report)
            .Sends<ReportThing>(RateTier.Mutation).Takes(ModerationExamples.Body, "reason").Answers(ModerationExamples.Receipt, StatusCodes.Status201Created)
            .Answers(ModerationExamples.Receipt).Fails("NOT_FOUND", "CAPTCHA_REQUIRED", "CAPTCHA_UNAVAILABLE");
        routes.MapPost("/api/v1/moderation/report", ReportBareAsync).WithTags("pichr").WithName("pichrReport").WithSummary("Report something to the operators").WithDescription(Report)
            .Sends<ReportThing>(RateTier.Mutation).Takes(ModerationExamples.Body, "reason").AnswersBare(ModerationExamples.Receipt, StatusCodes.Status201Created)
            .AnswersBare(ModerationExamples.Receipt).Fails("NOT_FOUND", "CAPTCHA_REQUIRED", "CAPTCHA_UNAVAILABLE");
        MapOperators(routes.MapGroup("/v1/admin").WithTags("admin"));
    }

    private static void MapOperators(RouteGroupBuilder admin)
    {
        admin.MapGet("/moderation/reports", ListAsync).WithName("listReports").WithSummary("List what was reported, the latest first")
            .Sends<ListReports>(RateTier.Read).Answers(ModerationExamples.List);
        admin.MapPatch("/moderation/reports/{id}", DecideAsync).WithName("decideReport").WithSummary("Decide what becomes of a reported thing").WithDescription(Decide)
            .Sends<DecideReport>(RateTier.Mutation).Takes(ModerationExamples.Decision, "action").Answers(ModerationExamples.Decided).Fails("NOT_FOUND", "CONFLICT");
        admin.MapPost("/media/{id}/block", (string id, ISender sender, CancellationToken cancellationToken) => BlockAsync(id, blocked: true, sender, cancellationToken))
            .WithName("blockMedia").WithSummary("Withhold an image, a video, an audio file or a document from everybody")
            .WithDescription("All its addresses answer 451 from then on, for its owner, too.")
            .Sends<BlockThing>(RateTier.Mutation).AnswersNothing().Fails("NOT_FOUND");
        admin.MapDelete("/media/{id}/block", (string id, ISender sender, CancellationToken cancellationToken) => BlockAsync(id, blocked: false, sender, cancellationToken))
            .WithName("unblockMedia").WithSummary("Give back what was withheld")
            .Sends<BlockThing>(RateTier.Mutation).AnswersNothing().Fails("NOT_FOUND");
    }

    private static async Task<IResult> ReportAsync(ReportBody body, ISender sender, CancellationToken cancellationToken)
    {
        var filed = await sender.Send(body.ToRequest(), cancellationToken);
        return filed.Map(ReportReceipt.Of).ToEnvelope(StatusOf(filed));
    }

    private static async Task<IResult> ReportBareAsync(ReportBody body, ISender sender, CancellationToken cancellationToken)
    {
        var filed = await sender.Send(body.ToRequest(), cancellationToken);
        return filed.Map(ReportReceipt.Of).ToBare(StatusOf(filed));
    }

    private static int StatusOf(Result<FiledReport> filed) =>
        filed is { IsSuccess: true, Value.IsNew: true } ? StatusCodes.Status201Created : StatusCodes.Status200OK;

    private static async Task<IResult> ListAsync(
        [Description("`pending`, `resolved` or `dismissed`; absent: all.")] string? status,
        [Description("`nextCursor` of the page before.")] string? cursor,
        [Description("1 to 50, 20 by default.")] string? limit,
        ISender sender,
        CancellationToken cancellationToken) =>
        (await sender.Send(new ListReports(status, cursor, limit), cancellationToken)).ToEnvelope();

    private static async Task<IResult> DecideAsync(string id, DecideReport body, ISender sender, CancellationToken cancellationToken) =>
        (await sender.Send(body with { Id = id }, cancellationToken)).ToEnvelope();

    private static async Task<IResult> BlockAsync(string id, bool blocked, ISender sender, CancellationToken cancellationToken) =>
        (await sender.Send(new BlockThing(id, blocked), cancellationToken)).ToEmptyEnvelope();
}
