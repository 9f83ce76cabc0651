using Microsoft.EntityFrameworkCore;
using Picora.Application.Abstractions;
using Picora.Domain.Accounts;

namespace Picora.Application.Accounts;

internal static class GuardRows
{
    /// <summary>Inside a unit of work that is run again when somebody else adds the same row: counts an attempt, and says how long to wait when it may not be made, and whether no further failure is borne after it.</summary>
    public static async Task<(SignInGuard Guard, TimeSpan? Wait, bool IsFull)> BeginAttemptAsync(
        this IAccountsDb db, SecretHash key, GuardRule rule, DateTimeOffset now, CancellationToken cancellationToken)
    {
        // A row that could not be locked is not read either: it may appear in between, and somebody else count on it.
        SignInGuard guard;
        if (await db.SignInGuards.Where(row => row.Key == key).LockAsync(row => row.Failures, cancellationToken) == 0)
        {
            guard = SignInGuard.Open(key, now);
            db.SignInGuards.Add(guard);
        }
        else
        {
            guard = await db.SignInGuards.SingleAsync(row => row.Key == key, cancellationToken);
        }

        var wait = guard.Begin(now, rule);
        return (guard, wait, wait is null && guard.IsLocked(rule));
    }
}
