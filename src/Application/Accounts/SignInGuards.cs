using Microsoft.EntityFrameworkCore;
using Picora.Application.Abstractions;
using Picora.Domain;
using Picora.Domain.Accounts;
using Picora.Domain.Accounts.Contracts;

namespace Picora.Application.Accounts;

/// <summary>An attempt to sign in with a password that may go on, or at least has to look so.</summary>
/// <param name="UserId">Null when nobody has the address.</param>
/// <param name="PasswordHash">Null when no password will do: nobody has the address, or passwords are locked.</param>
/// <param name="Counted">The guards that have counted it.</param>
/// <param name="Full">The guard that bears no further failure after this one; null while all do.</param>
internal sealed record PasswordAttempt(UserId? UserId, string? PasswordHash, IReadOnlyList<SecretHash> Counted, SecretHash? Full);

/// <summary>
/// Bounds wrong passwords: in a row against an account, against an account from one network, and from one network against all. A device that
/// the owner has used before is counted by itself, so that strangers lock out strangers only; a mailed code opens every lock.
/// </summary>
internal sealed class SignInGuards(
    IAccountsDb db, IUnitOfWork unitOfWork, GuardRules rules, Devices devices, AccountAlarms alarms, IClient client)
{
    /// <summary>Counts an attempt. It takes the same work whether or not somebody has the address.</summary>
    public Task<Result<PasswordAttempt>> BeginAsync(EmailAddress email, CancellationToken cancellationToken) =>
        unitOfWork.ExecuteAgainAsync(token => CountAsync(email, token), cancellationToken);

    /// <summary>Counts an attempt of somebody who is signed in.</summary>
    public Task<Result<PasswordAttempt>> BeginAsync(UserId userId, CancellationToken cancellationToken) =>
        unitOfWork.ExecuteAgainAsync(token => CountAsync(userId, token), cancellationToken);

    /// <summary>The attempt has failed. When it was one too many, the owner is told.</summary>
    public async Task FailAsync(PasswordAttempt attempt, CancellationToken cancellationToken)
    {
        if (attempt.Full is { } guard)
        {
            await unitOfWork.ExecuteAsync(token => WarnAsync(guard, attempt.UserId, token), cancellationToken);
        }
    }

    /// <summary>No password was looked at after all.</summary>
    public Task WithdrawAsync(PasswordAttempt attempt, CancellationToken cancellationToken) => unitOfWork.ExecuteAsync<Counted>(
        async token =>
        {
            await TakeBackAsync(attempt, token);
            return default(Counted);
        },
        cancellationToken);

    /// <summary>Inside a unit of work: the attempt was no failure.</summary>
    public async Task TakeBackAsync(PasswordAttempt attempt, CancellationToken cancellationToken)
    {
        foreach (var key in attempt.Counted)
        {
            await db.SignInGuards.Where(guard => guard.Key == key && guard.Failures > 0)
                .ExecuteUpdateAsync(set => set.SetProperty(guard => guard.Failures, guard => guard.Failures - 1), cancellationToken);
        }
    }

    /// <summary>Inside a unit of work: somebody has proved who they are, and earlier failures no longer count against them.</summary>
    public async Task ForgetAsync(User user, CancellationToken cancellationToken)
    {
        if (user.Email is { } email)
        {
            foreach (var key in GuardKeys.Of(email, client))
            {
                await db.SignInGuards.Where(guard => guard.Key == key).ExecuteDeleteAsync(cancellationToken);
            }
        }
    }

    private async Task<Result<PasswordAttempt>> CountAsync(EmailAddress email, CancellationToken cancellationToken)
    {
        var user = await db.Users.AsNoTracking().Where(row => row.Email == email && row.IsActive)
            .Select(row => new { row.Id, row.PasswordHash }).SingleOrDefaultAsync(cancellationToken);
        var isKnown = await devices.IsKnownAsync(email, cancellationToken);
        if (!isKnown && (await db.BeginAttemptAsync(GuardKeys.Network(client.Network), rules.Network, rules.Now, cancellationToken)).Wait is { } wait)
        {
            return AccountErrors.TooManyAttempts(wait);
        }

        var counted = isKnown ? new List<SecretHash>() : [GuardKeys.Network(client.Network)];
        var (isLocked, full) = (false, (SecretHash?)null);
        foreach (var (key, rule) in rules.For(email, client, isKnown))
        {
            var begun = await db.BeginAttemptAsync(key, rule, rules.Now, cancellationToken);
            if (begun.Wait is null)
            {
                counted.Add(key);
            }

            isLocked |= begun.Wait is not null;
            full = begun.IsFull ? key : full;
        }

        return new PasswordAttempt(user?.Id, isLocked ? null : user?.PasswordHash, counted, isLocked ? null : full);
    }

    private async Task<Result<PasswordAttempt>> CountAsync(UserId userId, CancellationToken cancellationToken)
    {
        var hash = await db.Users.Where(row => row.Id == userId).Select(row => row.PasswordHash).SingleOrDefaultAsync(cancellationToken);
        var key = GuardKeys.Person(userId);
        var begun = await db.BeginAttemptAsync(key, rules.Account, rules.Now, cancellationToken);
        return begun.Wait is { } wait ? AccountErrors.TooManyAttempts(wait) : new PasswordAttempt(userId, hash, [key], begun.IsFull ? key : null);
    }

    private async Task<Result<Counted>> WarnAsync(SecretHash guard, UserId? owner, CancellationToken cancellationToken)
    {
        // A write that takes as long as the mail to somebody, when there is nobody.
        await db.SignInGuards.Where(row => row.Key == guard).LockAsync(row => row.Failures, cancellationToken);
        if (owner is { } id && await db.Users.AsNoTracking().SingleOrDefaultAsync(row => row.Id == id && row.IsActive, cancellationToken) is { } user)
        {
            alarms.Locked(user, rules.LockMinutes);
        }

        return default(Counted);
    }

    // Its own, so that no request's answer is taken for kept because a guard has counted.
    private readonly record struct Counted;
}
