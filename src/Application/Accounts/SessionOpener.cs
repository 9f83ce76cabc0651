using Microsoft.Extensions.Options;
using Picora.Application.Abstractions;
using Picora.Application.Accounts.Contracts;
using Picora.Domain;
using Picora.Domain.Accounts;
using Picora.Domain.Accounts.Contracts;

namespace Picora.Application.Accounts;

/// <summary>What a successful sign-in hands to the client.</summary>
/// <param name="RefreshToken">For the cookie only, never for a body.</param>
public sealed record SignedIn(string AccessToken, string RefreshToken, TimeSpan RefreshLifetime, UserView User);

/// <summary>A session whose rows are not committed yet.</summary>
internal sealed record OpenedSession(User User, SessionId SessionId, string RefreshToken);

/// <summary>Opens sessions.</summary>
internal sealed class SessionOpener(
    IAccountsDb db, IAccessTokens tokens, IClient client, IAuditLog audit, TimeProvider time, IOptions<AccountsOptions> options)
{
    /// <summary>Adds a session and its first refresh token to the current unit of work.</summary>
    public OpenedSession Open(User user)
    {
        var now = time.Now();
        var expiresAt = now + options.Value.RefreshLifetime;
        var session = Session.Open(user.Id, new Device(client.Address, client.UserAgent), now, expiresAt);
        var secret = RefreshToken.NewSecret();
        db.Sessions.Add(session);
        db.RefreshTokens.Add(RefreshToken.Issue(SecretHash.Of(secret), session.Id, now, expiresAt));
        audit.Record(user.Id, AuditAction.SessionOpened, session.Id.Value);
        return new OpenedSession(user, session.Id, secret);
    }

    /// <summary>After the commit: the answer, with an access token.</summary>
    public SignedIn Present(OpenedSession opened)
    {
        var user = opened.User;
        var access = tokens.Issue(new AccessTokenSubject(user.Id, opened.SessionId, user.Plan, user.IsAdministrator));
        return new SignedIn(access, opened.RefreshToken, options.Value.RefreshLifetime, UserView.From(user));
    }
}
