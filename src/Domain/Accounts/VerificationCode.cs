namespace Picora.Domain.Accounts;

/// <summary>What a mailed code is good for.</summary>
public enum CodePurpose
{
    /// <summary>Signing up, and signing in without a password.</summary>
    Register,
    ResetPassword,
    BindEmail,
    DeleteAccount,
}

/// <summary>
/// A six-digit code that was mailed to an address. Only the newest of an address and purpose counts. The rows are also the ledger from which
/// the limits on mailing are counted, so they outlive their codes.
/// </summary>
public sealed class VerificationCode
{
    public const int Digits = 6;
    public const int MaxNetworkLength = 45;

    // For the database.
    private VerificationCode()
    {
        Id = string.Empty;
        Network = string.Empty;
    }

    public string Id { get; private set; }

    public EmailAddress Email { get; private set; }

    public CodePurpose Purpose { get; private set; }

    public SecretHash Hash { get; private set; }

    /// <summary>Who asked for the code: an address, or a prefix of addresses that one party holds.</summary>
    public string Network { get; private set; }

    public DateTimeOffset CreatedAt { get; private set; }

    public DateTimeOffset ExpiresAt { get; private set; }

    /// <summary>How often somebody tried the code, right or wrong, in the <see cref="Network"/> that asked for it.</summary>
    public int Guesses { get; private set; }

    /// <summary>The same in all other networks together: strangers burn the code for strangers only.</summary>
    public int GuessesElsewhere { get; private set; }

    public DateTimeOffset? UsedAt { get; private set; }

    public static VerificationCode Issue(
        EmailAddress email, CodePurpose purpose, SecretHash hash, string network, DateTimeOffset now, DateTimeOffset expiresAt) =>
        new() { Id = NanoId.New(), Email = email, Purpose = purpose, Hash = hash, Network = network, CreatedAt = now, ExpiresAt = expiresAt };

    /// <summary>Makes a guess out of a network: it counts whatever it is, and the right one uses the code up.</summary>
    public bool Guess(SecretHash hash, string network, DateTimeOffset now, int maxGuesses)
    {
        var isAtHome = string.Equals(network, Network, StringComparison.Ordinal);
        if (UsedAt is not null || ExpiresAt <= now || (isAtHome ? Guesses : GuessesElsewhere) >= maxGuesses)
        {
            return false;
        }

        (Guesses, GuessesElsewhere) = isAtHome ? (Guesses + 1, GuessesElsewhere) : (Guesses, GuessesElsewhere + 1);
        if (!Hash.Matches(hash))
        {
            return false;
        }

        UsedAt = now;
        return true;
    }
}
