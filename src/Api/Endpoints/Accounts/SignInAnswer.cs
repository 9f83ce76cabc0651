using Picora.Api.Http;
using Picora.Application.Accounts;
using Picora.Domain;

namespace Picora.Api.Endpoints.Accounts;

/// <summary>A fresh sign-in; its refresh token is in the cookie.</summary>
internal sealed record AuthResponse(string AccessToken, UserView User);

internal static class SignInAnswer
{
    /// <summary>The one answer of everything that signs somebody in: the cookies, and the access token in the envelope.</summary>
    public static IResult ToSignIn(this Result<SignedIn> signedIn, HttpContext context, int status = StatusCodes.Status200OK) =>
        signedIn.Map(session => session.SetCookies(context)).ToEnvelope(status);

    public static AuthResponse SetCookies(this SignedIn session, HttpContext context)
    {
        RefreshCookie.Write(context, session.RefreshToken, session.RefreshLifetime);
        DeviceCookie.Write(context, session.DeviceToken, session.DeviceLifetime);
        return new AuthResponse(session.AccessToken, session.User);
    }
}
