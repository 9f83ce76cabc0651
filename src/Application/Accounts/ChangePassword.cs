using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Picora.Application.Abstractions;
using Picora.Application.Pipeline;
using Picora.Domain;
using Picora.Domain.Accounts;
using Picora.Domain.Accounts.Contracts;

namespace Picora.Application.Accounts;

/// <summary>Ends all sessions, the caller's own as well.</summary>
[RequireSession]
public sealed record ChangePassword(string? OldPassword, string? NewPassword) : IRequest<Result<Success>>;

internal sealed class ChangePasswordValidator : AbstractValidator<ChangePassword>
{
    public ChangePasswordValidator()
    {
        RuleFor(request => request.OldPassword).IsOldPassword();
        RuleFor(request => request.NewPassword).IsNewPassword();
    }
}

internal sealed class ChangePasswordHandler(
    IAccountsDb db, IUnitOfWork unitOfWork, IPasswordHasher hasher, PasswordCheck check, PasswordChange change, ICaller caller)
    : IRequestHandler<ChangePassword, Result<Success>>
{
    public async Task<Result<Success>> Handle(ChangePassword request, CancellationToken cancellationToken)
    {
        var proof = await check.AskAsync(caller.Current.UserId, request.OldPassword, AccountErrors.BadOldPassword, cancellationToken);
        if (!proof.IsSuccess || proof.Value is not { } oldHash)
        {
            return proof.Error ?? AccountErrors.BadOldPassword;
        }

        var newHash = await hasher.HashAsync(request.NewPassword!, cancellationToken);
        return await unitOfWork.ExecuteAsync(token => ChangeAsync(oldHash, newHash, token), cancellationToken);
    }

    private async Task<Result<Success>> ChangeAsync(string oldHash, string newHash, CancellationToken cancellationToken)
    {
        var id = caller.Current.UserId;
        await PasswordChange.LockAsync(db.Users.Where(user => user.Id == id), cancellationToken);

        // Somebody else may have been faster, and the old password is another one now.
        if (await db.Users.SingleOrDefaultAsync(user => user.Id == id && user.PasswordHash == oldHash, cancellationToken) is not { } user)
        {
            return AccountErrors.BadOldPassword;
        }

        await change.ApplyAsync(user, newHash, AuditAction.PasswordChanged, cancellationToken);
        return Success.Value;
    }
}
