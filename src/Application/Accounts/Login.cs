using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Picora.Application.Abstractions;
using Picora.Application.Pipeline;
using Picora.Domain;
using Picora.Domain.Accounts;
using Picora.Domain.Accounts.Contracts;

namespace Picora.Application.Accounts;

[PublicAccess]
public sealed record Login(string? Email, string? Password) : IRequest<Result<SignedIn>>;

internal sealed class LoginValidator : AbstractValidator<Login>
{
    public LoginValidator()
    {
        RuleFor(request => request.Email).IsEmail();
        RuleFor(request => request.Password).IsOldPassword();
    }
}

internal sealed class LoginHandler(IAccountsDb db, IPasswordHasher hasher, SignInGuards guards, SignIn signIn)
    : IRequestHandler<Login, Result<SignedIn>>
{
    public async Task<Result<SignedIn>> Handle(Login request, CancellationToken cancellationToken)
    {
        var begun = await guards.BeginAsync(EmailAddress.Parse(request.Email)!.Value, cancellationToken);
        if (!begun.IsSuccess)
        {
            return begun.Error;
        }

        // Unknown, locked, banned or without a password: the work is that of a wrong password.
        var attempt = begun.Value;
        var match = await hasher.VerifyAsync(attempt.PasswordHash, request.Password!, cancellationToken);
        if (!match.IsSuccess)
        {
            await guards.WithdrawAsync(attempt, cancellationToken);
            return match.Error;
        }

        if (attempt.UserId is not { } userId || match.Value == PasswordMatch.No)
        {
            await guards.FailAsync(attempt, cancellationToken);
            return AccountErrors.BadLogin;
        }

        var newer = match.Value == PasswordMatch.YesWithOldHash ? await hasher.HashAsync(request.Password!, cancellationToken) : null;
        return await signIn.CompleteAsync(token => ProveAsync(userId, attempt, newer, token), cancellationToken);
    }

    private async Task<Result<User>> ProveAsync(UserId userId, PasswordAttempt attempt, string? newHash, CancellationToken cancellationToken)
    {
        await PasswordChange.LockAsync(db.Users.Where(row => row.Id == userId), cancellationToken);

        // Whoever changed the password meanwhile did so for a reason.
        var user = await db.Users.SingleOrDefaultAsync(row => row.Id == userId && row.IsActive && row.PasswordHash == attempt.PasswordHash, cancellationToken);
        if (user is null)
        {
            return AccountErrors.BadLogin;
        }

        await guards.TakeBackAsync(attempt, cancellationToken);
        if (newHash is not null)
        {
            user.SetPassword(newHash);
        }

        return user;
    }
}
