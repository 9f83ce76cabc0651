using MediatR;
using Microsoft.Extensions.Options;
using Picora.Api.Documentation;
using Picora.Api.Endpoints.Accounts;
using Picora.Api.Http;
using Picora.Application.Accounts;
using Picora.Application.RateLimits.Contracts;

namespace Picora.Api.Endpoints.Pichr;

/// <summary>Signing up, in and out on the Pichr-compatible surface (contract section 9).</summary>
internal sealed class PichrAuthEndpoints : IEndpointGroup
{
    private const string SignUpText = """
        In two steps: without `code`, one is mailed and the answer is 202, whether or not the address has an account; sent again with it, the
        account is opened, with 201. Other members are ignored.
        """;

    public static void Map(IEndpointRouteBuilder routes)
    {
        var auth = routes.MapGroup("/api/v1/auth").WithTags("pichr").RequireCors(CorsServices.DashboardPolicy).AddEndpointFilter<TrustedOrigins>();
        auth.MapPost("/signup", SignUpAsync).WithName("pichrSignUp").WithSummary("Sign up with a mailed code and a password").WithDescription(SignUpText)
            .Sends<SignUp>(RateTier.Auth).Takes(PichrExamples.SignUp, "email", "password").AnswersBare(PichrExamples.Session, StatusCodes.Status201Created)
            .AnswersBare(PichrExamples.CodeSent, StatusCodes.Status202Accepted).Fails("UNAUTHORIZED", "FORBIDDEN", "CONFLICT", "CAPTCHA_REQUIRED", "CAPTCHA_UNAVAILABLE", "SIGN_IN_BUSY");
        auth.MapPost("/login", LoginAsync).WithName("pichrLogin").WithSummary("Sign in with a password")
            .WithDescription("`MFA_REQUIRED` goes on at `POST /v1/auth/login/totp`.")
            .Sends<Login>(RateTier.Auth).Takes(PichrExamples.Login, "email", "password").AnswersBare(PichrExamples.Session)
            .Fails("UNAUTHORIZED", "MFA_REQUIRED", "FORBIDDEN", "SIGN_IN_BUSY");
        auth.MapPost("/logout", LogoutAsync).WithName("pichrLogout").WithSummary("Sign out")
            .Sends<Logout>(RateTier.Auth).Takes(PichrExamples.Logout).AnswersBare(PichrExamples.SignedOut).Fails("FORBIDDEN");
    }

    private static async Task<IResult> SignUpAsync(
        PichrSignUp body, ISender sender, HttpContext context, IOptions<AccountsOptions> options, CancellationToken cancellationToken)
    {
        var step = await sender.Send(body.ToRequest(), cancellationToken);
        return step is { IsSuccess: true, Value.SignedIn: { } signedIn }
            ? Open(signedIn, context, options.Value, StatusCodes.Status201Created)
            : step.Map(_ => PichrExamples.CodeSent).ToBare(StatusCodes.Status202Accepted);
    }

    private static async Task<IResult> LoginAsync(
        PichrLogin body, ISender sender, HttpContext context, IOptions<AccountsOptions> options, CancellationToken cancellationToken)
    {
        var signedIn = await sender.Send(body.ToRequest(), cancellationToken);
        return signedIn.IsSuccess ? Open(signedIn.Value, context, options.Value, StatusCodes.Status200OK) : signedIn.Error.ToAnswer();
    }

    private static async Task<IResult> LogoutAsync(PichrLogout? body, ISender sender, HttpContext context, CancellationToken cancellationToken)
    {
        var ended = await sender.Send(new Logout(body?.RefreshToken), cancellationToken);
        RefreshCookie.Clear(context);
        return ended.Map(_ => PichrExamples.SignedOut).ToBare();
    }

    private static IResult Open(SignedIn signedIn, HttpContext context, AccountsOptions options, int status)
    {
        signedIn.SetCookies(context);
        return Results.Json(PichrSession.Of(signedIn, options), statusCode: status);
    }
}
