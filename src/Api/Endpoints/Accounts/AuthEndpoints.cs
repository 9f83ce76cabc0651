using MediatR;
using Picora.Api.Documentation;
using Picora.Api.Http;
using Picora.Application.Accounts;
using Picora.Application.RateLimits.Contracts;

namespace Picora.Api.Endpoints.Accounts;

/// <summary>Signing up, in and out (contract section 9).</summary>
internal sealed class AuthEndpoints : IEndpointGroup
{
    private static readonly string[] MailFailures = ["RATE_LIMITED", "CAPTCHA_REQUIRED", "CAPTCHA_UNAVAILABLE"];

    public static void Map(IEndpointRouteBuilder routes)
    {
        var auth = routes.MapGroup("/v1/auth").WithTags("auth");
        auth.MapPost("/send-code", SendCode).WithName("sendCode").WithSummary("Mail a six-digit code")
            .WithDescription("`type` is `register` (also for signing in without a password), `reset_password` or `bind_email`. The answer is the same for known and unknown addresses.")
            .Sends<SendCode>(RateTier.Auth).Takes(AccountExamples.CodeRequest, "email", "type").Answers(AccountExamples.CodeSent).Fails(MailFailures);
        auth.MapPost("/forgot-password", ForgotPassword).WithName("forgotPassword").WithSummary("Mail a code that resets the password")
            .WithDescription("The answer is the same for known and unknown addresses.")
            .Sends<ForgotPassword>(RateTier.Auth).Takes(AccountExamples.Forgotten, "email").Answers(AccountExamples.ResetSent).Fails(MailFailures);
        auth.MapPost("/reset-password", ResetPassword).WithName("resetPassword").WithSummary("Reset the password with a mailed code")
            .WithDescription("Ends all sessions at once; API keys stay.")
            .Sends<ResetPassword>(RateTier.Auth).Takes(AccountExamples.Reset, "email", "code", "newPassword").Answers(AccountExamples.WasReset).Fails("UNAUTHORIZED");
        auth.MapGet("/verify", Verify).WithName("verifyCredential").WithSummary("Check a credential")
            .Sends<VerifyCredential>(RateTier.Read).Answers(AccountExamples.Verified);

        var withCookie = auth.MapGroup(string.Empty).RequireCors(CorsServices.DashboardPolicy).AddEndpointFilter<TrustedOrigins>();
        withCookie.MapPost("/register", Register).WithName("register").WithSummary("Sign up with a mailed code and a password")
            .Sends<Register>(RateTier.Auth).Takes(AccountExamples.Registration, "email", "password", "code").Answers(AccountExamples.SignedIn, StatusCodes.Status201Created)
            .Fails("UNAUTHORIZED", "FORBIDDEN", "CONFLICT", "SIGN_IN_BUSY");
        withCookie.MapPost("/login", Login).WithName("login").WithSummary("Sign in with a password")
            .Sends<Login>(RateTier.Auth).Takes(AccountExamples.Login, "email", "password").Answers(AccountExamples.SignedIn)
            .Fails("UNAUTHORIZED", "MFA_REQUIRED", "FORBIDDEN", "RATE_LIMITED", "SIGN_IN_BUSY");
        withCookie.MapPost("/login/code", LoginWithCode).WithName("loginWithCode").WithSummary("Sign in, or up, with a mailed code")
            .Sends<LoginWithCode>(RateTier.Auth).Takes(AccountExamples.CodeLogin, "email", "code").Answers(AccountExamples.SignedIn).Fails("UNAUTHORIZED", "MFA_REQUIRED", "FORBIDDEN");
        withCookie.MapPost("/refresh", Refresh).WithName("refreshSession").WithSummary("Get a new access token for the refresh cookie")
            .Sends<RefreshSession>(RateTier.Auth).ReadsRefreshCookie().Answers(AccountExamples.Refreshed).Fails("UNAUTHORIZED", "FORBIDDEN");
        withCookie.MapPost("/logout", Logout).WithName("logout").WithSummary("Sign out")
            .Sends<Logout>(RateTier.Auth).ReadsRefreshCookie().AnswersNothing().Fails("FORBIDDEN");
    }

    private static async Task<IResult> SendCode(SendCode body, ISender sender, CancellationToken cancellationToken) =>
        (await sender.Send(body, cancellationToken)).ToEnvelope();

    private static async Task<IResult> ForgotPassword(ForgotPassword body, ISender sender, CancellationToken cancellationToken) =>
        (await sender.Send(body, cancellationToken)).ToEnvelope();

    private static async Task<IResult> ResetPassword(ResetPassword body, ISender sender, CancellationToken cancellationToken) =>
        (await sender.Send(body, cancellationToken)).ToEnvelope();

    private static async Task<IResult> Verify(ISender sender, CancellationToken cancellationToken) =>
        (await sender.Send(new VerifyCredential(), cancellationToken)).ToEnvelope();

    private static async Task<IResult> Register(Register body, ISender sender, HttpContext context, CancellationToken cancellationToken) =>
        (await sender.Send(body, cancellationToken)).ToSignIn(context, StatusCodes.Status201Created);

    private static async Task<IResult> Login(Login body, ISender sender, HttpContext context, CancellationToken cancellationToken) =>
        (await sender.Send(body, cancellationToken)).ToSignIn(context);

    private static async Task<IResult> LoginWithCode(
        LoginWithCode body, ISender sender, HttpContext context, CancellationToken cancellationToken) =>
        (await sender.Send(body, cancellationToken)).ToSignIn(context);

    private static async Task<IResult> Refresh(ISender sender, HttpContext context, CancellationToken cancellationToken)
    {
        var refreshed = await sender.Send(new RefreshSession(RefreshCookie.Read(context)), cancellationToken);
        return refreshed.Map(session =>
        {
            RefreshCookie.Write(context, session.RefreshToken, session.RefreshLifetime);
            return new RefreshResponse(session.AccessToken, session.UserId, session.Plan);
        }).ToEnvelope();
    }

    private static async Task<IResult> Logout(ISender sender, HttpContext context, CancellationToken cancellationToken)
    {
        var ended = await sender.Send(new Logout(RefreshCookie.Read(context)), cancellationToken);
        RefreshCookie.Clear(context);
        return ended.ToEmptyEnvelope();
    }
}

internal sealed record RefreshResponse(string AccessToken, string UserId, string Plan);
