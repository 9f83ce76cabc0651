using MediatR;
using Microsoft.EntityFrameworkCore;
using Picora.Application.Abstractions;
using Picora.Application.Accounts.Contracts;
using Picora.Application.Pipeline;
using Picora.Domain;
using Picora.Domain.Accounts;
using Picora.Domain.Accounts.Contracts;

namespace Picora.Application.Accounts;

/// <summary>Ends the session of the refresh cookie, or of the access token without one. Always succeeds.</summary>
[PublicAccess]
public sealed record Logout(string? RefreshToken) : IRequest<Result<Success>>;

internal sealed class LogoutHandler(IAccountsDb db, IUnitOfWork unitOfWork, ICaller caller, IAuditLog audit, TimeProvider time)
    : IRequestHandler<Logout, Result<Success>>
{
    public Task<Result<Success>> Handle(Logout request, CancellationToken cancellationToken) => unitOfWork.ExecuteAsync<Success>(
        async token =>
        {
            var sessions = request.RefreshToken is { Length: > 0 } secret ? Of(SecretHash.Of(secret)) : OfCaller();
            foreach (var session in await sessions.ToListAsync(token))
            {
                if (session.IsLive(time.Now()))
                {
                    audit.Record(session.UserId, AuditAction.SessionEnded, session.Id.Value);
                }

                session.Revoke(SessionEnd.SignedOut, time.Now());
            }

            return Success.Value;
        },
        cancellationToken);

    private IQueryable<Session> Of(SecretHash hash) => db.Sessions.Where(session =>
        db.RefreshTokens.Where(row => row.Hash == hash).Select(row => row.SessionId).Contains(session.Id));

    private IQueryable<Session> OfCaller()
    {
        var id = new SessionId(caller.Current.Credential == Credential.Session ? caller.Current.CredentialId : string.Empty);
        return db.Sessions.Where(session => session.Id == id);
    }
}
