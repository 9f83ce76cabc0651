using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Picora.Application.Abstractions;
using Picora.Application.Pipeline;
using Picora.Domain;
using Picora.Domain.Accounts;
using Picora.Domain.Accounts.Contracts;

namespace Picora.Application.Accounts;

/// <summary>Moves the account to another address. Until now the old one signed in; it is told.</summary>
/// <param name="Code">Mailed to the new address for <c>bind_email</c>.</param>
/// <param name="Password">The account's password; absent when it has none.</param>
[RequireSession]
public sealed record ChangeEmail(string? Email, string? Code, string? Password) : IRequest<Result<UserView>>;

internal sealed class ChangeEmailValidator : AbstractValidator<ChangeEmail>
{
    public ChangeEmailValidator()
    {
        RuleFor(request => request.Email).IsEmail();
        RuleFor(request => request.Code).IsCode();
        RuleFor(request => request.Password).IsOldPassword().When(request => request.Password is not null);
    }
}

internal sealed class ChangeEmailHandler(
    EmailMove move, IUnitOfWork unitOfWork, CodeProofs codes, PasswordCheck check, UserViews views, ICaller caller)
    : IRequestHandler<ChangeEmail, Result<UserView>>
{
    public async Task<Result<UserView>> Handle(ChangeEmail request, CancellationToken cancellationToken)
    {
        var proof = await check.AskAsync(caller.Current.UserId, request.Password, AccountErrors.BadPassword, cancellationToken);
        if (!proof.IsSuccess)
        {
            return proof.Error;
        }

        var email = EmailAddress.Parse(request.Email)!.Value;
        var redeemed = await codes.RedeemAsync(email, CodePurpose.BindEmail, request.Code!, cancellationToken);
        if (!redeemed.IsSuccess)
        {
            return redeemed.Error;
        }

        // Whoever loses the race for an address finds it taken the second time.
        return await unitOfWork.ExecuteAgainAsync(
            async token => (await move.MoveAsync(caller.Current.UserId, email, token)).Map(views.Of), cancellationToken);
    }
}

internal sealed class EmailMove(IAccountsDb db, AccountAlarms alarms)
{
    public async Task<Result<User>> MoveAsync(UserId id, EmailAddress email, CancellationToken cancellationToken)
    {
        // An account that is closed meanwhile must not get an address again.
        await PasswordChange.LockAsync(db.Users.Where(row => row.Id == id), cancellationToken);
        if (await db.Users.SingleOrDefaultAsync(row => row.Id == id && row.IsActive, cancellationToken) is not { } user)
        {
            return AccessErrors.Unauthorized;
        }

        if (await db.Users.AnyAsync(other => other.Email == email && other.Id != id, cancellationToken))
        {
            return AccountErrors.EmailTaken;
        }

        var before = user.Email;
        if (before != email)
        {
            user.MoveTo(email);
            alarms.EmailChanged(user, before);
        }

        return user;
    }
}
