using Microsoft.EntityFrameworkCore;
using Picora.Domain;
using Picora.Domain.Accounts;
using Picora.Domain.Accounts.Factors;

namespace Picora.Application.Accounts.Factors;

/// <summary>Asks for the second factor of whoever has one.</summary>
internal sealed class SecondFactorGate(IAccountsDb db, Tickets tickets)
{
    /// <summary>In the unit of work at hand: the secret of a ticket on which the second factor is asked for; null when there is none to ask for.</summary>
    public async Task<string?> FindTicketAsync(User user, CancellationToken cancellationToken)
    {
        var id = user.Id;
        return await db.TotpFactors.AnyAsync(row => row.UserId == id && row.ConfirmedAt != null, cancellationToken)
            ? tickets.Issue(TicketKind.SecondFactor, id, null)
            : null;
    }

    /// <summary>After the commit: the answer.</summary>
    public Result<SignedIn> Ask(string ticket) => FactorErrors.Needed(ticket, tickets.LifetimeSeconds);
}
