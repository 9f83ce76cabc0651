using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Picora.Application.Abstractions;
using Picora.Domain;
using Picora.Domain.Accounts;

namespace Picora.Application.Accounts;

/// <summary>Redeems mailed codes.</summary>
internal sealed class CodeProofs(
    IAccountsDb db, IUnitOfWork unitOfWork, ICodeHasher hasher, CodeGuard guard, TimeProvider time, IOptions<CodeOptions> options)
{
    /// <summary>Uses a code up. A wrong guess counts, and is kept, even though the request fails.</summary>
    public async Task<Result<Success>> RedeemAsync(EmailAddress email, CodePurpose purpose, string code, CancellationToken cancellationToken)
    {
        var hash = hasher.Hash(email, purpose, code);
        var right = await unitOfWork.ExecuteAgainAsync<bool>(
            async token =>
            {
                var begun = await guard.BeginAsync(token);
                if (!begun.IsSuccess)
                {
                    return begun.Error;
                }

                var isRight = await GuessAsync(email, purpose, hash, token);
                if (isRight)
                {
                    begun.Value.TakeBack();
                }

                return isRight;
            },
            cancellationToken);
        return right.Bind<Success>(isRight => isRight ? Success.Value : AccountErrors.BadCode);
    }

    private async Task<bool> GuessAsync(EmailAddress email, CodePurpose purpose, SecretHash hash, CancellationToken cancellationToken)
    {
        var newest = await db.VerificationCodes
            .Where(row => row.Email == email && row.Purpose == purpose)
            .OrderByDescending(row => row.CreatedAt).ThenByDescending(row => row.Id)
            .Select(row => row.Id)
            .FirstOrDefaultAsync(cancellationToken);
        if (newest is null)
        {
            // As much work as a wrong guess, so that nobody can tell whether the address was sent a code of late.
            await db.Installation.LockAsync(row => row.CodesIssued, cancellationToken);
            await db.Installation.SingleAsync(cancellationToken);
            return false;
        }

        await db.VerificationCodes.Where(row => row.Id == newest).LockAsync(row => row.Guesses, cancellationToken);
        var live = await db.VerificationCodes.SingleAsync(row => row.Id == newest, cancellationToken);
        return live.Guess(hash, guard.Network, time.Now(), options.Value.MaxGuesses);
    }
}

/// <summary>Bounds the wrong codes of one network against all addresses. Apart from its wrong passwords: a mailed code opens their lock.</summary>
internal sealed class CodeGuard(IAccountsDb db, GuardRules rules, IClient client)
{
    public string Network => client.Network;

    /// <summary>Inside a unit of work: counts a guess, which the row takes back when it was right. Fails when none may be made.</summary>
    public async Task<Result<SignInGuard>> BeginAsync(CancellationToken cancellationToken)
    {
        var begun = await db.BeginAttemptAsync(GuardKeys.Codes(client.Network), rules.Network, rules.Now, cancellationToken);
        return begun.Wait is { } wait ? AccountErrors.TooManyWrongCodes(wait) : begun.Guard;
    }
}
