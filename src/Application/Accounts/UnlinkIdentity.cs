using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Picora.Application.Abstractions;
using Picora.Application.Accounts.Factors;
using Picora.Application.Pipeline;
using Picora.Domain;
using Picora.Domain.Accounts;
using Picora.Domain.Accounts.Contracts;

namespace Picora.Application.Accounts;

/// <summary>Gives up a way to sign in, unless it is the last one.</summary>
/// <param name="Password">The account's; absent when it has none.</param>
[RequireSession]
public sealed record UnlinkIdentity(string Id, string? Password = null) : IRequest<Result<Success>>;

internal sealed class UnlinkIdentityValidator : AbstractValidator<UnlinkIdentity>
{
    public UnlinkIdentityValidator() => RuleFor(request => request.Password).IsOldPassword().When(request => request.Password is not null);
}

internal sealed class UnlinkIdentityHandler(IAccountsDb db, IUnitOfWork unitOfWork, AccountAlarms alarms, FactorScene scene)
    : IRequestHandler<UnlinkIdentity, Result<Success>>
{
    public async Task<Result<Success>> Handle(UnlinkIdentity request, CancellationToken cancellationToken)
    {
        var caller = await scene.ProveAsync(request.Password, cancellationToken);
        return caller.IsSuccess ? await unitOfWork.ExecuteAsync(token => UnlinkAsync(caller.Value.Id, request.Id, token), cancellationToken) : caller.Error;
    }

    private async Task<Result<Success>> UnlinkAsync(UserId owner, string id, CancellationToken cancellationToken)
    {
        // One at a time: two could each take the other for the last one.
        await db.Users.Where(row => row.Id == owner).LockAsync(row => row.CreatedAt, cancellationToken);
        var user = await db.Users.SingleAsync(row => row.Id == owner, cancellationToken);
        var elsewhere = await db.Identities.Where(row => row.UserId == owner).ToListAsync(cancellationToken);
        var identity = elsewhere.Find(row => string.Equals(row.Id, id, StringComparison.Ordinal));
        var isEmail = user.Email is not null && string.Equals(id, owner.Value, StringComparison.Ordinal);
        if (identity is null && !isEmail)
        {
            return AccountErrors.IdentityNotFound;
        }

        var passkeys = await db.Passkeys.CountAsync(row => row.UserId == owner, cancellationToken);
        if (elsewhere.Count + passkeys + (user.Email is null ? 0 : 1) == 1)
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
