using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Picora.Domain;
using Picora.Domain.Accounts;
using Picora.Domain.Accounts.Contracts;

namespace Picora.Application.Accounts.Factors;

/// <summary>Hands out and takes back the tickets of sign-ins that were begun. Each call belongs to a unit of work.</summary>
internal sealed class Tickets(IAccountsDb db, TimeProvider time, IOptions<FactorOptions> options)
{
    public int LifetimeSeconds => options.Value.TicketMinutes * 60;

    /// <summary>The secret of a new ticket, for the client.</summary>
    public string Issue(TicketKind kind, UserId? userId, string? state)
    {
        var secret = RefreshToken.NewSecret();
        Issue(secret, kind, userId, state);
        return secret;
    }

    public void Issue(string secret, TicketKind kind, UserId? userId, string? state) =>
        db.Tickets.Add(Ticket.Issue(secret, kind, userId, state, time.Now().AddMinutes(options.Value.TicketMinutes)));

    /// <summary>Uses a ticket up. Null when there is none: of several who come with the same, one gets it.</summary>
    public async Task<Ticket?> TakeAsync(string secret, TicketKind kind, CancellationToken cancellationToken)
    {
        var live = Live(secret, kind);
        var ticket = await live.AsNoTracking().SingleOrDefaultAsync(cancellationToken);
        return ticket is not null && await live.ExecuteDeleteAsync(cancellationToken) == 1 ? ticket : null;
    }

    /// <summary>Counts a guess, whatever comes of it. Null when none is left.</summary>
    public async Task<Ticket?> GuessAsync(string secret, TicketKind kind, CancellationToken cancellationToken)
    {
        var (live, most) = (Live(secret, kind), options.Value.MaxGuesses);
        var counted = await live.Where(row => row.Guesses < most)
            .ExecuteUpdateAsync(set => set.SetProperty(row => row.Guesses, row => row.Guesses + 1), cancellationToken);
        return counted == 1 ? await live.AsNoTracking().SingleOrDefaultAsync(cancellationToken) : null;
    }

    /// <summary>Who is signing in with a ticket.</summary>
    public IQueryable<User> OwnersOf(string secret, TicketKind kind)
    {
        var live = Live(secret, kind);
        return db.Users.Where(user => live.Select(ticket => ticket.UserId).Contains(user.Id));
    }

    private IQueryable<Ticket> Live(string secret, TicketKind kind)
    {
        var (hash, now) = (SecretHash.Of(secret), time.Now());
        return db.Tickets.Where(row => row.Hash == hash && row.Kind == kind && row.ExpiresAt > now);
    }
}
