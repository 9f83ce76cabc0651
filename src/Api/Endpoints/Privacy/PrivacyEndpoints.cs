using System.ComponentModel;
using MediatR;
using Microsoft.AspNetCore.Mvc;
using Picora.Api.Documentation;
using Picora.Api.Http;
using Picora.Application.Accounts;
using Picora.Application.Accounts.Closing;
using Picora.Application.Privacy;
using Picora.Application.RateLimits.Contracts;

namespace Picora.Api.Endpoints.Privacy;

/// <summary>Taking one's data along, and leaving (contract section 25).</summary>
internal sealed class PrivacyEndpoints : IEndpointGroup
{
    private const string Delete = """
        Cannot be undone. From the answer on nobody is signed in, no key works and nothing of the account is served; its address can be
        registered again. The rest is removed in the background, and a receipt says what it was. The body may be left out. `code` comes from
        `/v1/user/me/deletion-code`; the installation may demand it.
        """;

    public static void Map(IEndpointRouteBuilder routes)
    {
        var me = routes.MapGroup("/v1/user/me").WithTags("privacy");
        me.MapPost("/export", StartAsync).WithName("startExport").WithSummary("Put everything about me together")
            .WithDescription("A ZIP file with profile, keys (not what they open), the audit log, the list of media and the files as they were sent. One is made at a time.")
            .Sends<StartExport>(RateTier.Mutation).Answers(PrivacyExamples.Started, StatusCodes.Status202Accepted);
        me.MapGet("/export/{id}", GetAsync).WithName("getExport").WithSummary("Look how an export stands, and get its address")
            .Sends<GetExport>(RateTier.Read).Answers(PrivacyExamples.Finished).Fails("NOT_FOUND");
        me.MapPost("/deletion-code", SendCodeAsync).WithName("sendDeletionCode").WithSummary("Mail the code that confirms the deletion of the account")
            .Sends<SendDeletionCode>(RateTier.Auth).Answers(PrivacyExamples.CodeSent).Fails("RATE_LIMITED", "VALIDATION_ERROR");
        me.MapDelete(string.Empty, DeleteAsync).WithName("deleteMe").WithSummary("Delete the account").WithDescription(Delete)
            .Sends<DeleteMe>(RateTier.Mutation).Takes(PrivacyExamples.Deletion).AnswersNothing().Fails("UNAUTHORIZED", "CONFLICT");
        me.MapPost("/confirm-age", ConfirmAgeAsync).WithName("confirmAge").WithSummary("Confirm to be as old as the installation demands")
            .Sends<ConfirmAge>(RateTier.Mutation).Takes(PrivacyExamples.Age, "ageConfirmed").Answers(PrivacyExamples.AgeConfirmed);
        routes.MapGet("/v1/exports/{id}", DownloadAsync).WithTags("privacy").WithName("downloadExport").WithSummary("Download an export by its signed address")
            .Sends<OpenExport>(RateTier.Read).AnswersFile("application/zip").Fails("NOT_FOUND");
        routes.MapGet("/v1/admin/erasures/{id}", ReceiptAsync).WithTags("admin").WithName("getErasure").WithSummary("Read the receipt for a deleted account")
            .Sends<GetErasure>(RateTier.Read).Answers(PrivacyExamples.Receipt).Fails("NOT_FOUND");
    }

    private static async Task<IResult> StartAsync(ISender sender, CancellationToken cancellationToken) =>
        (await sender.Send(new StartExport(), cancellationToken)).ToEnvelope(StatusCodes.Status202Accepted);

    private static async Task<IResult> GetAsync(string id, ISender sender, CancellationToken cancellationToken) =>
        (await sender.Send(new GetExport(id), cancellationToken)).ToEnvelope();

    private static async Task<IResult> SendCodeAsync(ISender sender, CancellationToken cancellationToken) =>
        (await sender.Send(new SendDeletionCode(), cancellationToken)).ToEnvelope();

    private static async Task<IResult> DeleteAsync([FromBody] DeleteMe? body, ISender sender, HttpContext context, CancellationToken cancellationToken)
    {
        var deleted = await sender.Send(body ?? new DeleteMe(), cancellationToken);
        if (deleted.IsSuccess)
        {
            RefreshCookie.Clear(context);
        }

        return deleted.ToEmptyEnvelope();
    }

    private static async Task<IResult> ConfirmAgeAsync(ConfirmAge body, ISender sender, CancellationToken cancellationToken) =>
        (await sender.Send(body, cancellationToken)).ToEnvelope();

    private static async Task<IResult> DownloadAsync(
        string id,
        [Description("As it stands in `downloadUrl`.")] string? expires,
        [Description("As it stands in `downloadUrl`.")] string? signature,
        ISender sender,
        CancellationToken cancellationToken)
    {
        var file = await sender.Send(new OpenExport(id, expires, signature), cancellationToken);
        return file.IsSuccess
            ? Results.Stream(file.Value.Content, "application/zip", file.Value.FileName, file.Value.ModifiedAt, enableRangeProcessing: true)
            : file.Error.ToAnswer();
    }

    private static async Task<IResult> ReceiptAsync(string id, ISender sender, CancellationToken cancellationToken) =>
        (await sender.Send(new GetErasure(id), cancellationToken)).ToEnvelope();
}
