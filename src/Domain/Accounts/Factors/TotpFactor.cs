using Picora.Domain.Accounts.Contracts;

namespace Picora.Domain.Accounts.Factors;

/// <summary>What became of a code.</summary>
public enum FactorVerdict
{
    Refused,

    /// <summary>Refused, and no code is looked at for a while from now on.</summary>
    Locked,
    Accepted,
}

/// <summary>The authenticator app of a person. Counts once it is confirmed with a first code.</summary>
public sealed class TotpFactor
{
    public const int MaxSecretLength = 200;

    // For the database.
    private TotpFactor() => SealedSecret = string.Empty;

    public UserId UserId { get; private set; }

    /// <summary>The secret under a key that is not in the database.</summary>
    public string SealedSecret { get; private set; }

    public DateTimeOffset CreatedAt { get; private set; }

    public DateTimeOffset? ConfirmedAt { get; private set; }

    /// <summary>The step of the last code that was accepted: neither it nor an earlier one is accepted again.</summary>
    public long LastStep { get; private set; }

    /// <summary>Wrong codes since the last right one.</summary>
    public int FailedCodes { get; private set; }

    public DateTimeOffset? LockedUntil { get; private set; }

    public static TotpFactor Enrol(UserId userId, string sealedSecret, DateTimeOffset now) =>
        new() { UserId = userId, SealedSecret = sealedSecret, CreatedAt = now };

    /// <summary>Judges a code that belongs to this step, or to none. Whoever calls holds the row, so that no code works twice.</summary>
    public FactorVerdict Judge(long? step, DateTimeOffset now, int maxFailures, TimeSpan lockFor)
    {
        if (LockedUntil > now)
        {
            return FactorVerdict.Refused;
        }

        if (step > LastStep)
        {
            (LastStep, FailedCodes, LockedUntil) = (step.Value, 0, null);
            return FactorVerdict.Accepted;
        }

        FailedCodes = LockedUntil is null ? FailedCodes + 1 : 1;
        LockedUntil = FailedCodes >= maxFailures ? now + lockFor : null;
        return LockedUntil is null ? FactorVerdict.Refused : FactorVerdict.Locked;
    }

    public void Confirm(DateTimeOffset now) => ConfirmedAt ??= now;
}
