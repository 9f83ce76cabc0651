using MediatR;
using Microsoft.EntityFrameworkCore;
using Picora.Application.Abstractions;
using Picora.Application.Pipeline;
using Picora.Domain;
using Picora.Domain.Accounts;

namespace Picora.Application.Accounts;

/// <summary>Gives up a way to sign in, unless it is the last one.</summary>
[RequireSession]
public sealed record UnlinkIdentity(string Id) : IRequest<Result<Success>>;

internal sealed class UnlinkIdentityHandler(IAccountsDb db, IUnitOfWork unitOfWork, AccountAlarms alarms, ICaller caller)
    : IRequestHandler<UnlinkIdentity, Result<Success>>
{
    public Task<Result<Success>> Handle(UnlinkIdentity request, CancellationToken cancellationToken) =>
        unitOfWork.ExecuteAsync(token => UnlinkAsync(request.Id, token), cancellationToken);

    private async Task<Result<Success>> UnlinkAsync(string id, CancellationToken cancellationToken)
    {
        // One at a time: two could each take the other for the last one.
        var owner = caller.Current.UserId;
        await db.Users.Where(row => row.Id == owner).LockAsync(row => row.CreatedAt, cancellationToken);
        var user = await db.Users.SingleAsync(row => row.Id == owner, cancellationToken);
        var elsewhere = await db.Identities.Where(row => row.UserId == owner).ToListAsync(cancellationToken);
        var identity = elsewhere.Find(row => string.Equals(row.Id, id, StringComparison.Ordinal));
        var isEmail = user.Email is not null && string.Equals(id, owner.Value, StringComparison.Ordinal);
        if (identity is null && !isEmail)
        {
            return AccountErrors.IdentityNotFound;
        }

        if (elsewhere.Count + (user.Email is null ? 0 : 1) == 1)
        {
            return AccountErrors.LastLoginMethod;
        }

        var address = user.Email;
        if (identity is null)
        {
            user.GiveUpEmail();
        }
        else
        {
            db.Identities.Remove(identity);
        }

        alarms.IdentityUnlinked(user, address, identity?.Provider ?? ListIdentitiesHandler.Email);
        return Success.Value;
    }
}
