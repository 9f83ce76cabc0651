using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Options;
using Picora.Api.Http;
using Picora.Application.Accounts.Oidc;
using Picora.Domain;
using Picora.Domain.Accounts.Factors;

namespace Picora.Api.Endpoints.Accounts;

/// <summary>Sends the browser on after a sign-in at a provider: always to the configured place, with what came of it in the query.</summary>
internal sealed class OidcReturn(Result<OidcEnd> end) : IResult
{
    public const string QueryName = "oidc";

    public Task ExecuteAsync(HttpContext httpContext)
    {
        SignInCookies.Clear(httpContext, SignInCookies.Oidc);
        var target = httpContext.RequestServices.GetRequiredService<IOptions<OidcOptions>>().Value.ReturnUrl;
        httpContext.Response.Redirect(QueryHelpers.AddQueryString(target, QueryName, end.IsSuccess ? Welcome(httpContext, end.Value) : Report(httpContext, end.Error)));
        return Task.CompletedTask;
    }

    private static string Welcome(HttpContext context, OidcEnd end)
    {
        if (end.Session is not { } session)
        {
            return "LINKED";
        }

        session.SetCookies(context);
        return "SIGNED_IN";
    }

    private static string Report(HttpContext context, Error error)
    {
        if (error is { Code: FactorErrors.NeededCode, Meta: { } meta } && meta[FactorErrors.TokenName] is string token)
        {
            SignInCookies.Write(context, SignInCookies.SecondFactor, token, TimeSpan.FromSeconds((int)meta[FactorErrors.LifetimeName]!));
        }

        return error.Code;
    }
}
