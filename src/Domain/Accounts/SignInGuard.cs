namespace Picora.Domain.Accounts;

/// <summary>How many wrong passwords are borne, and what follows.</summary>
/// <param name="MaxFailures">As many lock.</param>
/// <param name="Window">From the first of them on; later ones count anew.</param>
/// <param name="LockFor">From the last of them on.</param>
public sealed record GuardRule(int MaxFailures, TimeSpan Window, TimeSpan LockFor);

/// <summary>
/// Counts the password attempts that failed on one side: against an address, out of a network, or both. There is one for an address that
/// nobody has registered, too, so that nobody can tell the two apart.
/// </summary>
public sealed class SignInGuard
{
    // For the database.
    private SignInGuard()
    {
    }

    /// <summary>What is guarded, hashed: an address that somebody mistyped is nobody's business.</summary>
    public SecretHash Key { get; private set; }

    public int Failures { get; private set; }

    /// <summary>When the first of the failures was counted.</summary>
    public DateTimeOffset Since { get; private set; }

    public DateTimeOffset LastAt { get; private set; }

    public static SignInGuard Open(SecretHash key, DateTimeOffset now) => new() { Key = key, Since = now, LastAt = now };

    /// <summary>
    /// Counts an attempt before the password is looked at, so that guesses in parallel are counted too; one that succeeds is taken back.
    /// Null when the attempt may be made; else how long the lock lasts, which the attempt does not prolong.
    /// </summary>
    public TimeSpan? Begin(DateTimeOffset now, GuardRule rule)
    {
        if (Failures >= rule.MaxFailures)
        {
            // Whoever waited for the row looked at the clock before the last failure was counted.
            if (LastAt + rule.LockFor > now)
            {
                return LastAt > now ? rule.LockFor : LastAt + rule.LockFor - now;
            }

            Failures = 0;
        }

        if (Failures == 0 || Since + rule.Window <= now)
        {
            (Failures, Since) = (0, now);
        }

        Failures++;
        LastAt = now;
        return null;
    }

    /// <summary>An attempt that was counted in the same unit of work was no failure.</summary>
    public void TakeBack() => Failures--;

    /// <summary>Whether one more failure would not be borne.</summary>
    public bool IsLocked(GuardRule rule) => Failures >= rule.MaxFailures;
}
