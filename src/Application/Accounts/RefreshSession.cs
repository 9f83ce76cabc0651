using MediatR;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Picora.Application.Abstractions;
using Picora.Application.Pipeline;
using Picora.Domain;
using Picora.Domain.Accounts;
using Picora.Domain.Accounts.Contracts;

namespace Picora.Application.Accounts;

/// <param name="RefreshToken">From the cookie; null when there was none.</param>
[PublicAccess]
public sealed record RefreshSession(string? RefreshToken) : IRequest<Result<RefreshedSession>>;

/// <param name="RefreshToken">For the cookie only, never for a body.</param>
public sealed record RefreshedSession(string AccessToken, string RefreshToken, TimeSpan RefreshLifetime, string UserId, string Plan);

internal sealed class RefreshSessionHandler(
    IAccountsDb db, IUnitOfWork unitOfWork, IAccessTokens tokens, AccountAlarms alarms, TimeProvider time, IOptions<AccountsOptions> options)
    : IRequestHandler<RefreshSession, Result<RefreshedSession>>
{
    public async Task<Result<RefreshedSession>> Handle(RefreshSession request, CancellationToken cancellationToken)
    {
        if (request.RefreshToken is not { Length: > 0 } secret)
        {
            return AccountErrors.BadRefresh;
        }

        var rotation = await unitOfWork.ExecuteAsync(token => RotateAsync(SecretHash.Of(secret), token), cancellationToken);
        if (!rotation.IsSuccess)
        {
            return rotation.Error;
        }

        var (user, session, next) = rotation.Value;
        if (next is null)
        {
            return AccountErrors.BadRefresh;
        }

        var access = tokens.Issue(new AccessTokenSubject(user.Id, session.Id, user.Plan, user.IsAdministrator));
        return new RefreshedSession(access, next, options.Value.RefreshLifetime, user.Id.Value, user.Plan.ToName());
    }

    private async Task<Result<Rotation>> RotateAsync(SecretHash hash, CancellationToken cancellationToken)
    {
        // Two tabs with one token: the second sees what the first has done.
        await db.RefreshTokens.Where(row => row.Hash == hash).LockAsync(row => row.IssuedAt, cancellationToken);
        var found = await (
            from token in db.RefreshTokens
            join session in db.Sessions on token.SessionId equals session.Id
            join user in db.Users on session.UserId equals user.Id
            where token.Hash == hash
            select new { token, session, user }).SingleOrDefaultAsync(cancellationToken);
        var now = time.Now();
        if (found is null || !found.session.IsLive(now) || found.token.ExpiresAt <= now || !found.user.IsActive)
        {
            return AccountErrors.BadRefresh;
        }

        if (!found.token.MayRotate(now, options.Value.RefreshGrace))
        {
            // A copy is in somebody else's hands, and nobody can tell whose is whose: both lose the session. Committed, so not a failure here.
            found.session.Revoke(SessionEnd.TokenReused, now);
            alarms.SessionStolen(found.user, found.session);
            return new Rotation(found.user, found.session, null);
        }

        found.token.Use(now);
        return new Rotation(found.user, found.session, Continue(found.session, now));
    }

    private string Continue(Session session, DateTimeOffset now)
    {
        var expiresAt = now + options.Value.RefreshLifetime;
        var next = RefreshToken.NewSecret();
        session.Continue(now, expiresAt);
        db.RefreshTokens.Add(RefreshToken.Issue(SecretHash.Of(next), session.Id, now, expiresAt));
        return next;
    }

    private sealed record Rotation(User User, Session Session, string? Next);
}
