using System.Globalization;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Picora.Application.Abstractions;
using Picora.Application.Accounts.Contracts;
using Picora.Application.Pipeline;
using Picora.Domain;
using Picora.Domain.Accounts;
using Picora.Domain.Accounts.Contracts;

namespace Picora.Application.Accounts;

/// <summary>Ends all sessions of the caller but the one that asks.</summary>
[RequireSession]
public sealed record EndOtherSessions : IRequest<Result<EndedSessions>>;

/// <param name="Ended">How many there were.</param>
public sealed record EndedSessions(int Ended);

internal sealed class EndOtherSessionsHandler(IAccountsDb db, IUnitOfWork unitOfWork, IAuditLog audit, ICaller caller, TimeProvider time)
    : IRequestHandler<EndOtherSessions, Result<EndedSessions>>
{
    public Task<Result<EndedSessions>> Handle(EndOtherSessions request, CancellationToken cancellationToken) => unitOfWork.ExecuteAsync<EndedSessions>(
        async token =>
        {
            var (owner, own, now) = (caller.Current.UserId, new SessionId(caller.Current.CredentialId), time.Now());
            var ended = await db.Sessions
                .Where(session => session.UserId == owner && session.Id != own && session.RevokedAt == null && session.ExpiresAt > now)
                .ExecuteUpdateAsync(
                    set => set.SetProperty(session => session.RevokedAt, now).SetProperty(session => session.RevokedFor, SessionEnd.EndedByOwner), token);
            if (ended > 0)
            {
                audit.Record(owner, AuditAction.SessionsEnded, ended.ToString(CultureInfo.InvariantCulture));
            }

            return new EndedSessions(ended);
        },
        cancellationToken);
}
