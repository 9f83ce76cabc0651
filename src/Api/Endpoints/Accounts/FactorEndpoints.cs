using MediatR;
using Microsoft.AspNetCore.Mvc;
using Picora.Api.Documentation;
using Picora.Api.Http;
using Picora.Application.Accounts.Factors;
using Picora.Application.RateLimits.Contracts;

namespace Picora.Api.Endpoints.Accounts;

/// <summary>The second factor: an authenticator app, with recovery codes for when it is lost.</summary>
internal sealed class FactorEndpoints : IEndpointGroup
{
    private const string EitherCode = "Send `code` of the app or one `recoveryCode`.";

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapPost("/v1/auth/login/totp", Login).RequireCors(CorsServices.DashboardPolicy).AddEndpointFilter<TrustedOrigins>().WithTags("auth")
            .WithName("loginWithSecondFactor").WithSummary("Finish signing in with a second factor")
            .WithDescription($"For who got `MFA_REQUIRED`: its `meta.mfaToken` and a code. {EitherCode} After a sign-in at another provider, a cookie holds the token.")
            .Sends<LoginWithSecondFactor>(RateTier.Auth).Takes(FactorExamples.Login).Answers(AccountExamples.SignedIn)
            .Fails("MFA_TOKEN_INVALID", "MFA_CODE_INVALID", "FORBIDDEN");

        var me = routes.MapGroup("/v1/user/me").WithTags("user");
        me.MapGet("/factors", Get).WithName("getFactors").WithSummary("How signing in is guarded").Sends<GetFactors>(RateTier.Read).Answers(FactorExamples.Factors);
        me.MapPost("/totp", Begin).WithName("beginTotp").WithSummary("Start setting an authenticator app up")
            .WithDescription($"Show `uri` as a QR code. Nothing counts before `confirmTotp`; starting again makes another secret. {FactorExamples.PasswordNeeded}")
            .Sends<BeginTotp>(RateTier.Mutation).Takes(FactorExamples.Password).Answers(FactorExamples.Enrolment, StatusCodes.Status201Created)
            .Fails("CONFLICT", "RATE_LIMITED", "SIGN_IN_BUSY");
        me.MapPost("/totp/confirm", Confirm).WithName("confirmTotp").WithSummary("Make the authenticator app the second factor")
            .WithDescription("With its first code. The recovery codes are shown this once.")
            .Sends<ConfirmTotp>(RateTier.Mutation).Takes(FactorExamples.Confirmation, "code").Answers(FactorExamples.RecoveryCodes).Fails("NOT_FOUND");
        me.MapPost("/totp/disable", Disable).WithName("disableTotp").WithSummary("Remove the authenticator app")
            .WithDescription($"{EitherCode} The recovery codes go with it.")
            .Sends<DisableTotp>(RateTier.Mutation).Takes(FactorExamples.Removal).AnswersNothing();
        me.MapPost("/recovery-codes", Renew).WithName("renewRecoveryCodes").WithSummary("Replace the recovery codes; they are shown this once")
            .WithDescription(EitherCode)
            .Sends<RenewRecoveryCodes>(RateTier.Mutation).Takes(FactorExamples.Renewal).Answers(FactorExamples.RecoveryCodes);
    }

    private static async Task<IResult> Login(LoginWithSecondFactor body, ISender sender, HttpContext context, CancellationToken cancellationToken)
    {
        var signedIn = await sender.Send(body with { MfaToken = body.MfaToken ?? SignInCookies.Read(context, SignInCookies.SecondFactor) }, cancellationToken);
        return signedIn.Map(session =>
        {
            SignInCookies.Clear(context, SignInCookies.SecondFactor);
            return session;
        }).ToSignIn(context);
    }

    private static async Task<IResult> Get(ISender sender, CancellationToken cancellationToken) =>
        (await sender.Send(new GetFactors(), cancellationToken)).ToEnvelope();

    private static async Task<IResult> Begin([FromBody] PasswordAgain? body, ISender sender, CancellationToken cancellationToken) =>
        (await sender.Send(new BeginTotp(body?.Password), cancellationToken)).ToEnvelope(StatusCodes.Status201Created);

    private static async Task<IResult> Confirm(ConfirmTotp body, ISender sender, CancellationToken cancellationToken) =>
        (await sender.Send(body, cancellationToken)).ToEnvelope();

    private static async Task<IResult> Disable(DisableTotp body, ISender sender, CancellationToken cancellationToken) =>
        (await sender.Send(body, cancellationToken)).ToEmptyEnvelope();

    private static async Task<IResult> Renew(RenewRecoveryCodes body, ISender sender, CancellationToken cancellationToken) =>
        (await sender.Send(body, cancellationToken)).ToEnvelope();
}
