using Microsoft.EntityFrameworkCore;
using Picora.Application.Abstractions;
using Picora.Application.Accounts.Contracts;
using Picora.Application.Pipeline;
using Picora.Domain;
using Picora.Domain.Accounts;
using Picora.Domain.Accounts.Contracts;

namespace Picora.Application.Accounts;

/// <summary>What administrators do to people's standing, each act inside a unit of work.</summary>
internal sealed class Standings(IAccountsDb db, AdminUsers users, ICaller caller, IAuditLog audit) : IBans
{
    /// <summary>Somebody to change, while other administrators wait.</summary>
    /// <param name="lowers">Whether the change would take away from the person what an administrator needs.</param>
    public async Task<Result<User>> TakeAsync(UserId person, bool lowers, CancellationToken cancellationToken)
    {
        // Of two administrators at once, the second sees what the first has done, also to the second: so one of them always stays.
        var actor = caller.Current.UserId;
        await db.Users.Where(row => row.Id == person || row.Id == actor || row.IsAdministrator).LockAsync(row => row.CreatedAt, cancellationToken);
        if (!caller.Current.IsOperator && !await db.Users.AnyAsync(row => row.Id == actor && row.IsAdministrator && row.IsActive, cancellationToken))
        {
            return AccessErrors.Forbidden;
        }

        if (await users.ForChangeAsync(person, cancellationToken) is not { } user)
        {
            return AccountErrors.UserNotFound;
        }

        return person == actor && lowers ? AccountErrors.OwnStanding : user;
    }

    public void SetActive(User user, bool isActive)
    {
        if (user.IsActive != isActive)
        {
            user.BeActive(isActive);
            audit.Record(user.Id, isActive ? AuditAction.AccountUnbanned : AuditAction.AccountBanned);
        }
    }

    public async Task<Result<Success>> BanAsync(UserId person, CancellationToken cancellationToken)
    {
        var taken = await TakeAsync(person, lowers: true, cancellationToken);
        return taken.Map(user =>
        {
            SetActive(user, isActive: false);
            return Success.Value;
        });
    }
}
