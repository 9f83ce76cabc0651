using MediatR;
using Microsoft.AspNetCore.Mvc;
using Picora.Api.Documentation;
using Picora.Api.Http;
using Picora.Application.Accounts;
using Picora.Application.RateLimits.Contracts;

namespace Picora.Api.Endpoints.Accounts;

/// <summary>By what the caller signs in, and where they are signed in (contract section 17).</summary>
internal sealed class CredentialEndpoints : IEndpointGroup
{
    private const string Email = """
        First have a code mailed to the new address (`sendCode` with `bind_email`). The old address signs in until then, and is told afterwards.
        An account with a password needs it again.
        """;

    public static void Map(IEndpointRouteBuilder routes)
    {
        var me = routes.MapGroup("/v1/user/me").WithTags("user");
        me.MapPost("/change-password", ChangePasswordAsync).WithName("changePassword").WithSummary("Change the password")
            .WithDescription("Ends all sessions at once, this one as well; API keys stay.")
            .Sends<ChangePassword>(RateTier.Mutation).Takes(AccountExamples.PasswordChange, "oldPassword", "newPassword").AnswersNothing().Fails("RATE_LIMITED", "SIGN_IN_BUSY");
        me.MapPost("/set-password", SetPasswordAsync).WithName("setPassword").WithSummary("Set a first password")
            .WithDescription("For an account that has none yet.")
            .Sends<SetPassword>(RateTier.Mutation).Takes(AccountExamples.FirstPassword, "newPassword").AnswersNothing();
        me.MapPost("/email", ChangeEmailAsync).WithName("changeEmail").WithSummary("Move the account to another e-mail address").WithDescription(Email)
            .Sends<ChangeEmail>(RateTier.Mutation).Takes(AccountExamples.EmailChange, "email", "code").Answers(AccountExamples.Moved).Fails("UNAUTHORIZED", "CONFLICT", "RATE_LIMITED", "SIGN_IN_BUSY");
        me.MapGet("/identities", ListIdentitiesAsync).WithName("listIdentities").WithSummary("List the ways to sign in")
            .Sends<ListIdentities>(RateTier.Read).Answers(AccountExamples.Identities);
        me.MapDelete("/identities/{id}", UnlinkAsync).WithName("unlinkIdentity").WithSummary("Give up a way to sign in")
            .WithDescription($"The last one stays; passkeys count. An account that gives up its address gives up its password, too. {FactorExamples.PasswordNeeded}")
            .Sends<UnlinkIdentity>(RateTier.Mutation).Takes(FactorExamples.Password).AnswersNothing().Fails("NOT_FOUND", "RATE_LIMITED", "SIGN_IN_BUSY");
        me.MapGet("/sessions", ListSessionsAsync).WithName("listSessions").WithSummary("List where the caller is signed in")
            .WithDescription("The 100 sessions that were last seen, latest first.")
            .Sends<ListSessions>(RateTier.Read).Answers(AccountExamples.Sessions);
        me.MapDelete("/sessions", EndOthersAsync).WithName("endOtherSessions").WithSummary("End all other sessions")
            .WithDescription("Their tokens are refused from the next request on.").Sends<EndOtherSessions>(RateTier.Mutation).Answers(AccountExamples.EndedSessions);
        me.MapDelete("/sessions/{id}", EndAsync).WithName("endSession").WithSummary("End one session")
            .WithDescription("Its tokens are refused from the next request on.").Sends<EndSession>(RateTier.Mutation).AnswersNothing().Fails("NOT_FOUND");
    }

    private static async Task<IResult> ChangePasswordAsync(ChangePassword body, ISender sender, CancellationToken cancellationToken) =>
        (await sender.Send(body, cancellationToken)).ToEmptyEnvelope();

    private static async Task<IResult> SetPasswordAsync(SetPassword body, ISender sender, CancellationToken cancellationToken) =>
        (await sender.Send(body, cancellationToken)).ToEmptyEnvelope();

    private static async Task<IResult> ChangeEmailAsync(ChangeEmail body, ISender sender, CancellationToken cancellationToken) =>
        (await sender.Send(body, cancellationToken)).ToEnvelope();

    private static async Task<IResult> ListIdentitiesAsync(ISender sender, CancellationToken cancellationToken) =>
        (await sender.Send(new ListIdentities(), cancellationToken)).ToEnvelope();

    private static async Task<IResult> UnlinkAsync(string id, [FromBody] PasswordAgain? body, ISender sender, CancellationToken cancellationToken) =>
        (await sender.Send(new UnlinkIdentity(id, body?.Password), cancellationToken)).ToEmptyEnvelope();

    private static async Task<IResult> ListSessionsAsync(ISender sender, CancellationToken cancellationToken) =>
        (await sender.Send(new ListSessions(), cancellationToken)).ToEnvelope();

    private static async Task<IResult> EndOthersAsync(ISender sender, CancellationToken cancellationToken) =>
        (await sender.Send(new EndOtherSessions(), cancellationToken)).ToEnvelope();

    private static async Task<IResult> EndAsync(string id, ISender sender, CancellationToken cancellationToken) =>
        (await sender.Send(new EndSession(id), cancellationToken)).ToEmptyEnvelope();
}
