using MediatR;
using Picora.Api.Http;
using Picora.Application.Accounts;
using Picora.Domain;

namespace Picora.Api.Endpoints.Accounts;

/// <summary>Signing up, in and out (contract section 9).</summary>
internal sealed class AuthEndpoints : IEndpointGroup
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        var auth = routes.MapGroup("/v1/auth").WithTags("Authentication");
        auth.MapPost("/send-code", SendCode).WithName("sendCode").WithSummary("Mail a six-digit code");
        auth.MapGet("/verify", Verify).WithName("verifyCredential").WithSummary("Check a credential");

        var withCookie = auth.MapGroup(string.Empty).RequireCors(CorsServices.DashboardPolicy).AddEndpointFilter<TrustedOrigins>();
        withCookie.MapPost("/register", Register).WithName("register").WithSummary("Sign up with a mailed code and a password");
        withCookie.MapPost("/login", Login).WithName("login").WithSummary("Sign in with a password");
        withCookie.MapPost("/login/code", LoginWithCode).WithName("loginWithCode").WithSummary("Sign in, or up, with a mailed code");
        withCookie.MapPost("/refresh", Refresh).WithName("refreshSession").WithSummary("Get a new access token for the refresh cookie");
        withCookie.MapPost("/logout", Logout).WithName("logout").WithSummary("Sign out");
    }

    private static async Task<IResult> SendCode(SendCode body, ISender sender, CancellationToken cancellationToken) =>
        (await sender.Send(body, cancellationToken)).ToEnvelope();

    private static async Task<IResult> Verify(ISender sender, CancellationToken cancellationToken) =>
        (await sender.Send(new VerifyCredential(), cancellationToken)).ToEnvelope();

    private static async Task<IResult> Register(Register body, ISender sender, HttpContext context, CancellationToken cancellationToken) =>
        SignIn(await sender.Send(body, cancellationToken), context).ToEnvelope(StatusCodes.Status201Created);

    private static async Task<IResult> Login(Login body, ISender sender, HttpContext context, CancellationToken cancellationToken) =>
        SignIn(await sender.Send(body, cancellationToken), context).ToEnvelope();

    private static async Task<IResult> LoginWithCode(
        LoginWithCode body, ISender sender, HttpContext context, CancellationToken cancellationToken) =>
        SignIn(await sender.Send(body, cancellationToken), context).ToEnvelope();

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

    private static Result<AuthResponse> SignIn(Result<SignedIn> signedIn, HttpContext context) => signedIn.Map(session =>
    {
        RefreshCookie.Write(context, session.RefreshToken, session.RefreshLifetime);
        return new AuthResponse(session.AccessToken, session.User);
    });
}

/// <summary>A fresh sign-in; its refresh token is in the cookie.</summary>
internal sealed record AuthResponse(string AccessToken, UserView User);

internal sealed record RefreshResponse(string AccessToken, string UserId, string Plan);
