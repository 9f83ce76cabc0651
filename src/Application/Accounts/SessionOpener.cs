using Microsoft.Extensions.Options;
using Picora.Application.Abstractions;
using Picora.Application.Accounts.Contracts;
using Picora.Domain;
using Picora.Domain.Accounts;
using Picora.Domain.Accounts.Contracts;

namespace Picora.Application.Accounts;

/// <summary>What a successful sign-in hands to the client.</summary>
/// <param name="RefreshToken">For the cookie only, never for a body.</param>
/// <param name="DeviceToken">For the cookie by which the device is known again.</param>
public sealed record SignedIn(string AccessToken, string RefreshToken, TimeSpan RefreshLifetime, UserView User, string DeviceToken, TimeSpan DeviceLifetime);

/// <summary>A session whose rows are not committed yet.</summary>
internal sealed record OpenedSession(User User, SessionId SessionId, string RefreshToken, string DeviceToken);

/// <summary>Opens sessions, for <see cref="SignIn"/>.</summary>
internal sealed class SessionOpener(
    IAccountsDb db, IClient client, IAuditLog audit, TimeProvider time, IOptions<AccountsOptions> options)
{
    /// <summary>Adds a session and its first refresh token to the current unit of work.</summary>
    public OpenedSession Open(User user, string deviceToken)
    {
        var now = time.Now();
        var expiresAt = now + options.Value.RefreshLifetime;
        var session = Session.Open(user.Id, new Device(client.Address, client.UserAgent), now, expiresAt);
        var secret = RefreshToken.NewSecret();
        db.Sessions.Add(session);
        db.RefreshTokens.Add(RefreshToken.Issue(SecretHash.Of(secret), session.Id, now, expiresAt));
        audit.Record(user.Id, AuditAction.SessionOpened, session.Id.Value);
        return new OpenedSession(user, session.Id, secret, deviceToken);
    }
}

/// <summary>Shows a session that was opened to whoever opened it.</summary>
internal sealed class SessionPresenter(IAccessTokens tokens, UserViews views, IOptions<AccountsOptions> options)
{
    /// <summary>After the commit: the answer, with an access token.</summary>
    public SignedIn Present(OpenedSession opened)
    {
        var user = opened.User;
        var access = tokens.Issue(new AccessTokenSubject(user.Id, opened.SessionId, user.Plan, user.IsAdministrator));
        return new SignedIn(
            access, opened.RefreshToken, options.Value.RefreshLifetime, views.Of(user), opened.DeviceToken, options.Value.DeviceLifetime);
    }
}
