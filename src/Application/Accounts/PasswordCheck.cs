using Microsoft.EntityFrameworkCore;
using Picora.Application.Abstractions;
using Picora.Domain;
using Picora.Domain.Accounts;
using Picora.Domain.Accounts.Contracts;

namespace Picora.Application.Accounts;

/// <summary>Asks somebody who is signed in for their password again: a session may have been left open, or stolen. Guesses are bounded as at the door.</summary>
internal sealed class PasswordCheck(IAccountsDb db, SignInGuards guards, IPasswordHasher hasher)
{
    /// <summary>The hash that the password matches, for the change to insist on; null for a person who has none and was asked for none.</summary>
    public async Task<Result<string?>> AskAsync(UserId userId, string? password, Error wrong, CancellationToken cancellationToken)
    {
        if (!await db.Users.AnyAsync(user => user.Id == userId && user.PasswordHash != null, cancellationToken))
        {
            return (string?)null;
        }

        if (string.IsNullOrEmpty(password))
        {
            return wrong;
        }

        var begun = await guards.BeginAsync(userId, cancellationToken);
        if (!begun.IsSuccess)
        {
            return begun.Error;
        }

        var match = await hasher.VerifyAsync(begun.Value.PasswordHash, password, cancellationToken);
        if (match is { IsSuccess: true, Value: PasswordMatch.No })
        {
            await guards.FailAsync(begun.Value, cancellationToken);
            return wrong;
        }

        await guards.WithdrawAsync(begun.Value, cancellationToken);
        return match.Map(_ => begun.Value.PasswordHash);
    }
}
