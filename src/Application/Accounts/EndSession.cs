using MediatR;
using Microsoft.EntityFrameworkCore;
using Picora.Application.Abstractions;
using Picora.Application.Accounts.Contracts;
using Picora.Application.Pipeline;
using Picora.Domain;
using Picora.Domain.Accounts;
using Picora.Domain.Accounts.Contracts;

namespace Picora.Application.Accounts;

/// <summary>Ends one of the caller's sessions; its tokens are refused from the next request on.</summary>
[RequireSession]
public sealed record EndSession(string Id) : IRequest<Result<Success>>;

internal sealed class EndSessionHandler(IAccountsDb db, IUnitOfWork unitOfWork, IAuditLog audit, ICaller caller, TimeProvider time)
    : IRequestHandler<EndSession, Result<Success>>
{
    public Task<Result<Success>> Handle(EndSession request, CancellationToken cancellationToken) => unitOfWork.ExecuteAsync<Success>(
        async token =>
        {
            var (id, owner) = (new SessionId(request.Id), caller.Current.UserId);
            var session = await db.Sessions.SingleOrDefaultAsync(row => row.Id == id && row.UserId == owner, token);
            if (session?.IsLive(time.Now()) != true)
            {
                return AccountErrors.SessionNotFound;
            }

            session.Revoke(SessionEnd.EndedByOwner, time.Now());
            audit.Record(owner, AuditAction.SessionEnded, session.Id.Value);
            return Success.Value;
        },
        cancellationToken);
}
