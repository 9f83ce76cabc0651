using MediatR;
using Microsoft.EntityFrameworkCore;
using Picora.Application.Abstractions;
using Picora.Application.Accounts.Factors;
using Picora.Application.Pipeline;
using Picora.Domain;
using Picora.Domain.Accounts;
using Picora.Domain.Accounts.Passkeys;

namespace Picora.Application.Accounts.Passkeys;

[RequireSession]
public sealed record DeletePasskey(string Id) : IRequest<Result<Success>>;

internal sealed class DeletePasskeyHandler(IAccountsDb db, IUnitOfWork unitOfWork, FactorScene scene, FactorAlarms alarms)
    : IRequestHandler<DeletePasskey, Result<Success>>
{
    public Task<Result<Success>> Handle(DeletePasskey request, CancellationToken cancellationToken) => unitOfWork.ExecuteAsync<Success>(
        async token =>
        {
            var user = await scene.CallerAsync(token);
            // One at a time: two could each take the other for the last way to sign in.
            await PasswordChange.LockAsync(db.Users.Where(row => row.Id == user.Id), token);
            var id = new PasskeyId(request.Id);
            var passkey = await db.Passkeys.SingleOrDefaultAsync(row => row.Id == id && row.UserId == user.Id, token);
            if (passkey is null)
            {
                return PasskeyErrors.NotFound;
            }

            if (user.Email is null && !await db.Identities.AnyAsync(row => row.UserId == user.Id, token)
                && await db.Passkeys.CountAsync(row => row.UserId == user.Id, token) == 1)
            {
                return AccountErrors.LastLoginMethod;
            }

            db.Passkeys.Remove(passkey);
            alarms.PasskeyRemoved(user, passkey.Id.Value, passkey.Name);
            return Success.Value;
        },
        cancellationToken);
}
