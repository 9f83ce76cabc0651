using MediatR;
using Microsoft.AspNetCore.Mvc;
using Picora.Api.Documentation;
using Picora.Api.Http;
using Picora.Application.Accounts.Oidc;
using Picora.Application.RateLimits.Contracts;

namespace Picora.Api.Endpoints.Accounts;

/// <summary>Signing in at any OpenID Connect provider that the operator has configured.</summary>
internal sealed class OidcEndpoints : IEndpointGroup
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        var oidc = routes.MapGroup("/v1/auth/oidc").WithTags("auth");
        oidc.MapGet(string.Empty, List).WithName("listOidcProviders").WithSummary("List the providers to sign in with")
            .Sends<ListOidcProviders>(RateTier.Read).Answers(OidcExamples.Providers);
        oidc.MapGet("/{id}/start", Start).WithName("startOidcLogin").WithSummary("Send the browser to a provider")
            .WithDescription("A page links here. A cookie ties the sign-in to the browser; it lives for minutes.")
            .Sends<BeginOidcLogin>(RateTier.Auth).Produces(StatusCodes.Status302Found).Fails("NOT_FOUND", "OIDC_UNAVAILABLE");
        oidc.MapGet("/{id}/callback", Finish).WithName("finishOidcLogin").WithSummary("Take the browser back from a provider")
            .WithDescription("Sets the refresh cookie and goes on to `Picora:Oidc:ReturnUrl` with `oidc` in the query: `SIGNED_IN`, `LINKED` or a code of failure. After `MFA_REQUIRED`, "
                + "`loginWithSecondFactor` works without `mfaToken`: a cookie holds it.")
            .Sends<FinishOidc>(RateTier.Auth).Produces(StatusCodes.Status302Found);
        oidc.MapPost("/{id}/link", Link).RequireCors(CorsServices.DashboardPolicy).AddEndpointFilter<TrustedOrigins>()
            .WithName("linkOidcIdentity").WithSummary("Start linking a provider's identity to the account")
            .WithDescription($"Send the browser to `url`; it comes back as from signing in. {FactorExamples.PasswordNeeded} The session must still be there then.")
            .Sends<BeginOidcLink>(RateTier.Auth).Takes(FactorExamples.Password).Answers(OidcExamples.Link)
            .Fails("NOT_FOUND", "FORBIDDEN", "RATE_LIMITED", "SIGN_IN_BUSY", "OIDC_UNAVAILABLE");
    }

    private static async Task<IResult> List(ISender sender, CancellationToken cancellationToken) =>
        (await sender.Send(new ListOidcProviders(), cancellationToken)).ToEnvelope();

    private static async Task<IResult> Start(string id, ISender sender, HttpContext context, CancellationToken cancellationToken)
    {
        var begun = SetCookie(await sender.Send(new BeginOidcLogin(id), cancellationToken), context);
        return begun.IsSuccess ? Results.Redirect(begun.Value.Url) : begun.ToEnvelope();
    }

    private static async Task<IResult> Link(string id, [FromBody] PasswordAgain? body, ISender sender, HttpContext context, CancellationToken cancellationToken) =>
        SetCookie(await sender.Send(new BeginOidcLink(id, body?.Password), cancellationToken), context).ToEnvelope();

    private static async Task<IResult> Finish(string id, string? code, string? state, ISender sender, HttpContext context, CancellationToken cancellationToken) =>
        new OidcReturn(await sender.Send(new FinishOidc(id, code, state, SignInCookies.Read(context, SignInCookies.Oidc)), cancellationToken));

    private static Domain.Result<OidcLink> SetCookie(Domain.Result<OidcBeginning> begun, HttpContext context) => begun.Map(beginning =>
    {
        SignInCookies.Write(context, SignInCookies.Oidc, beginning.BrowserSecret, beginning.Lifetime);
        return new OidcLink(beginning.Url);
    });
}

/// <param name="Url">Where the browser goes.</param>
internal sealed record OidcLink(string Url);

internal static class OidcExamples
{
    public static readonly IReadOnlyList<OidcProviderView> Providers = [new("gitlab", "GitLab", "https://api.example.org/v1/auth/oidc/gitlab/start")];

    public static readonly OidcLink Link = new("https://gitlab.example.org/oauth/authorize?response_type=code&client_id=picora&state=3vJ2Kd0wq8bLr5T1xYzA9uCe");
}
