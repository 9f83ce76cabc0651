using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
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
    // What a password must be like is not checked here: it would only tell a guesser which ones to leave out.
    private const int MaxPasswordLength = 1024;

    public LoginValidator()
    {
        RuleFor(request => request.Email).IsEmail();
        RuleFor(request => request.Password).NotEmpty().MaximumLength(MaxPasswordLength);
    }
}

internal sealed class LoginHandler(
    IUnitOfWork unitOfWork, IAccountsDb db, IPasswordHasher hasher, SessionOpener sessions, LoginLock locking)
    : IRequestHandler<Login, Result<SignedIn>>
{
    public async Task<Result<SignedIn>> Handle(Login request, CancellationToken cancellationToken)
    {
        var email = EmailAddress.Parse(request.Email)!.Value;
        var attempt = await unitOfWork.ExecuteAsync(token => BeginAsync(email, token), cancellationToken);
        if (!attempt.IsSuccess)
        {
            return attempt.Error;
        }

        // Unknown, locked, banned or without a password: the work is that of a wrong password.
        var begun = attempt.Value;
        var match = hasher.Verify(begun.PasswordHash, request.Password!);
        if (begun.UserId is not { } userId || match == PasswordMatch.No)
        {
            await WarnAsync(begun, cancellationToken);
            return AccountErrors.BadLogin;
        }

        var newHash = match == PasswordMatch.YesWithOldHash ? hasher.Hash(request.Password!) : null;
        var opened = await unitOfWork.ExecuteAsync(token => CompleteAsync(userId, newHash, token), cancellationToken);
        return opened.Map(sessions.Present);
    }

    private async Task<Result<Attempt>> BeginAsync(EmailAddress email, CancellationToken cancellationToken)
    {
        await db.Users.Where(row => row.Email == email).LockAsync(row => row.FailedLogins, cancellationToken);
        var user = await db.Users.SingleOrDefaultAsync(row => row.Email == email && row.IsActive, cancellationToken);
        return user is not null && locking.Begin(user)
            ? new Attempt(user.Id, user.PasswordHash, user.LockedUntil is not null)
            : new Attempt(null, null, Locks: false);
    }

    private async Task<Result<OpenedSession>> CompleteAsync(UserId userId, string? newHash, CancellationToken cancellationToken)
    {
        var user = await db.Users.SingleOrDefaultAsync(row => row.Id == userId && row.IsActive, cancellationToken);
        if (user is null)
        {
            return AccountErrors.BadLogin;
        }

        user.CompleteLogin();
        if (newHash is not null)
        {
            user.Rehash(newHash);
        }

        return sessions.Open(user);
    }

    private async Task WarnAsync(Attempt attempt, CancellationToken cancellationToken)
    {
        if (attempt is { Locks: true, UserId: { } owner })
        {
            await unitOfWork.ExecuteAsync<Success>(
                async token =>
                {
                    locking.Warn(await db.Users.AsNoTracking().SingleAsync(row => row.Id == owner, token));
                    return Success.Value;
                },
                cancellationToken);
        }
    }

    private sealed record Attempt(UserId? UserId, string? PasswordHash, bool Locks);
}

/// <summary>When wrong passwords lock an account.</summary>
internal sealed class LoginLock(AccountAlarms alarms, TimeProvider time, IOptions<AccountsOptions> options)
{
    public bool Begin(User user) => user.BeginLogin(time.Now(), options.Value.MaxFailedLogins, options.Value.LockFor);

    /// <summary>Tells the owner of an account, in the unit of work at hand, that it is locked.</summary>
    public void Warn(User user) => alarms.Locked(user, options.Value.LockMinutes);
}
