using MediatR;
using Microsoft.EntityFrameworkCore;
using Picora.Application.Abstractions;
using Picora.Application.Pipeline;
using Picora.Domain;
using Picora.Domain.Accounts;

namespace Picora.Application.Accounts;

/// <summary>Where somebody is signed in: the hundred sessions that were last seen.</summary>
[RequireSession]
public sealed record ListSessions : IRequest<Result<IReadOnlyList<SessionView>>>;

/// <param name="Device">Such as <c>Firefox on Linux</c>, by the program's own name for itself.</param>
/// <param name="Current">Whether it is the one that asks.</param>
public sealed record SessionView(
    string Id, string Device, string UserAgent, string Address, DateTimeOffset CreatedAt, DateTimeOffset LastSeenAt, DateTimeOffset ExpiresAt, bool Current);

internal sealed class ListSessionsHandler(IAccountsDb db, ICaller caller, TimeProvider time) : IRequestHandler<ListSessions, Result<IReadOnlyList<SessionView>>>
{
    private const int Most = 100;

    public async Task<Result<IReadOnlyList<SessionView>>> Handle(ListSessions request, CancellationToken cancellationToken)
    {
        var (owner, now) = (caller.Current.UserId, time.Now());
        var rows = await db.Sessions.AsNoTracking()
            .Where(session => session.UserId == owner && session.RevokedAt == null && session.ExpiresAt > now)
            .OrderByDescending(session => session.LastSeenAt).ThenByDescending(session => session.Id)
            .Take(Most).ToListAsync(cancellationToken);
        return rows.ConvertAll(View);
    }

    private SessionView View(Session session) => new(
        session.Id.Value,
        UserAgent.Describe(session.UserAgent),
        session.UserAgent,
        session.Address,
        session.CreatedAt,
        session.LastSeenAt,
        session.ExpiresAt,
        string.Equals(session.Id.Value, caller.Current.CredentialId, StringComparison.Ordinal));
}
