using System.Globalization;
using System.Linq.Expressions;
using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Picora.Application.Abstractions;
using Picora.Domain;
using Picora.Domain.Accounts;

namespace Picora.Application.Accounts;

/// <summary>Issues and redeems mailed codes.</summary>
internal sealed class VerificationCodes(
    IAccountsDb db, IUnitOfWork unitOfWork, ICodeHasher hasher, TimeProvider time, IOptions<CodeOptions> options)
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);
    private static readonly TimeSpan Day = TimeSpan.FromDays(1);

    /// <summary>A new code, which replaces the one before it; or how long the address or the network has to wait.</summary>
    public async Task<Result<string>> IssueAsync(EmailAddress email, CodePurpose purpose, string network, CancellationToken cancellationToken)
    {
        var code = RandomNumberGenerator.GetInt32(1_000_000).ToString("D6", CultureInfo.InvariantCulture);
        var hash = hasher.Hash(email, purpose, code);
        return await unitOfWork.ExecuteAsync<string>(
            async token =>
            {
                // One sender at a time, on all nodes: otherwise two could both see room for one more.
                await db.Installation.ExecuteUpdateAsync(set => set.SetProperty(row => row.CodesIssued, row => row.CodesIssued + 1), token);
                var now = time.Now();
                if (await FindWaitAsync(email, network, now, token) is { } wait)
                {
                    return AccountErrors.TooManyCodes(wait);
                }

                db.VerificationCodes.Add(
                    VerificationCode.Issue(email, purpose, hash, network, now, now.AddMinutes(options.Value.LifetimeMinutes)));
                return code;
            },
            cancellationToken);
    }

    /// <summary>Uses a code up. A wrong guess counts, and is kept, even though the request fails.</summary>
    public async Task<Result<Success>> RedeemAsync(EmailAddress email, CodePurpose purpose, string code, CancellationToken cancellationToken)
    {
        var hash = hasher.Hash(email, purpose, code);
        var right = await unitOfWork.ExecuteAsync<bool>(
            async token =>
            {
                var newest = await db.VerificationCodes
                    .Where(row => row.Email == email && row.Purpose == purpose)
                    .OrderByDescending(row => row.CreatedAt).ThenByDescending(row => row.Id)
                    .Select(row => row.Id)
                    .FirstOrDefaultAsync(token);
                if (newest is null)
                {
                    return false;
                }

                await db.VerificationCodes.Where(row => row.Id == newest).LockAsync(row => row.Guesses, token);
                var live = await db.VerificationCodes.SingleAsync(row => row.Id == newest, token);
                return live.Guess(hash, time.Now(), options.Value.MaxGuesses);
            },
            cancellationToken);
        return right.Bind<Success>(isRight => isRight ? Success.Value : AccountErrors.BadCode);
    }

    private async Task<TimeSpan?> FindWaitAsync(EmailAddress email, string network, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var limits = options.Value;
        (Expression<Func<VerificationCode, bool>> Rows, TimeSpan Window, int Most)[] rules =
        [
            (row => row.Email == email, Minute, limits.PerAddressMinute),
            (row => row.Email == email, Hour, limits.PerAddressHour),
            (row => row.Email == email, Day, limits.PerAddressDay),
            (row => row.Network == network, Hour, limits.PerNetworkHour),
            (row => row.Network == network, Day, limits.PerNetworkDay),
            (row => true, Minute, limits.GlobalMinute),
        ];
        TimeSpan? longest = null;
        foreach (var (rows, window, most) in rules)
        {
            var since = now - window;
            // The one that has to leave the window before there is room again.
            var blocking = await db.VerificationCodes.Where(rows).Where(row => row.CreatedAt > since)
                .OrderByDescending(row => row.CreatedAt).Skip(most - 1).Take(1)
                .Select(row => (DateTimeOffset?)row.CreatedAt).FirstOrDefaultAsync(cancellationToken);
            if (blocking + window - now is { } wait && (longest is null || wait > longest))
            {
                longest = wait;
            }
        }

        return longest;
    }
}
