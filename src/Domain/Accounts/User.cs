using Picora.Domain.Accounts.Contracts;

namespace Picora.Domain.Accounts;

/// <summary>A person with an account.</summary>
public sealed class User
{
    public const int MaxNicknameLength = 50;
    public const int MaxPasswordHashLength = 200;

    // For the database.
    private User()
    {
    }

    public UserId Id { get; private set; }

    /// <summary>Null for a person who signs in by other means only.</summary>
    public EmailAddress? Email { get; private set; }

    public bool EmailVerified { get; private set; }

    public string? Nickname { get; private set; }

    public Locale Locale { get; private set; }

    public Plan Plan { get; private set; }

    public bool IsAdministrator { get; private set; }

    /// <summary>False for somebody who is banned.</summary>
    public bool IsActive { get; private set; }

    /// <summary>Null for a person who signs in by mailed codes only.</summary>
    public string? PasswordHash { get; private set; }

    /// <summary>Password attempts since the last success.</summary>
    public int FailedLogins { get; private set; }

    public DateTimeOffset? LockedUntil { get; private set; }

    public DateTimeOffset CreatedAt { get; private set; }

    /// <summary>A person who has proved that the address is theirs.</summary>
    public static User Register(EmailAddress email, string? passwordHash, Plan plan, Locale locale, DateTimeOffset now) => new()
    {
        Id = UserId.New(),
        Email = email,
        EmailVerified = true,
        PasswordHash = passwordHash,
        Plan = plan,
        Locale = locale,
        IsActive = true,
        CreatedAt = now,
    };

    public void MakeAdministrator() => IsAdministrator = true;

    /// <summary>Sets the name that others see; an empty one clears it.</summary>
    public Result<Success> Rename(string nickname)
    {
        var trimmed = nickname.Trim();
        if (trimmed.Length > MaxNicknameLength)
        {
            return Error.Validation("nickname", $"A nickname has at most {MaxNicknameLength} characters.");
        }

        Nickname = trimmed.Length == 0 ? null : trimmed;
        return Success.Value;
    }

    /// <summary>
    /// Counts an attempt before the password is looked at, so that guesses in parallel are counted too. False while the account is locked;
    /// mailed codes still open it, so that nobody can lock its owner out.
    /// </summary>
    public bool BeginLogin(DateTimeOffset now, int maxFailures, TimeSpan lockFor)
    {
        if (LockedUntil > now)
        {
            return false;
        }

        FailedLogins = LockedUntil is null ? FailedLogins + 1 : 1;
        LockedUntil = FailedLogins >= maxFailures ? now + lockFor : null;
        return true;
    }

    /// <summary>The person has proved who they are: earlier failures no longer count.</summary>
    public void CompleteLogin() => (FailedLogins, LockedUntil) = (0, null);

    /// <summary>Keeps the same password under a newer hash.</summary>
    public void Rehash(string passwordHash) => PasswordHash = passwordHash;

    public void Speak(Locale locale) => Locale = locale;
}
