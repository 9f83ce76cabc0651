using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Picora.Application.Abstractions;
using Picora.Application.Pipeline;
using Picora.Domain;
using Picora.Domain.Accounts;
using Picora.Domain.Accounts.Contracts;

namespace Picora.Application.Accounts;

/// <summary>The first password of somebody who signs in by other means. Sessions stay.</summary>
[RequireSession]
public sealed record SetPassword(string? NewPassword) : IRequest<Result<Success>>;

internal sealed class SetPasswordValidator : AbstractValidator<SetPassword>
{
    public SetPasswordValidator() => RuleFor(request => request.NewPassword).IsNewPassword();
}

internal sealed class SetPasswordHandler(IAccountsDb db, IUnitOfWork unitOfWork, IPasswordHasher hasher, AccountAlarms alarms, ICaller caller)
    : IRequestHandler<SetPassword, Result<Success>>
{
    public async Task<Result<Success>> Handle(SetPassword request, CancellationToken cancellationToken)
    {
        var id = caller.Current.UserId;
        if (await db.Users.AnyAsync(user => user.Id == id && user.PasswordHash != null, cancellationToken))
        {
            return AccountErrors.HasPassword;
        }

        var hash = await hasher.HashAsync(request.NewPassword!, cancellationToken);
        return await unitOfWork.ExecuteAsync(token => SetAsync(id, hash, token), cancellationToken);
    }

    private async Task<Result<Success>> SetAsync(UserId id, string hash, CancellationToken cancellationToken)
    {
        await PasswordChange.LockAsync(db.Users.Where(user => user.Id == id), cancellationToken);
        var user = await db.Users.SingleAsync(row => row.Id == id, cancellationToken);
        if (user.PasswordHash is not null)
        {
            return AccountErrors.HasPassword;
        }

        user.SetPassword(hash);
        alarms.PasswordChanged(user, AuditAction.PasswordSet);
        return Success.Value;
    }
}
