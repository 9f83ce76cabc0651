using Picora.Domain.Accounts.Contracts;

namespace Picora.Domain.Accounts;

/// <summary>A person with an account.</summary>
public sealed class User
{
    public const int MaxNicknameLength = 50;
    public const int MaxPasswordHashLength = 200;
    public const int MaxAvatarUrlLength = 2048;
    public const int DefaultDocVersions = 10;
    public const int MaxDocVersions = 500;

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

    /// <summary>When the plan ends; null for never.</summary>
    public DateTimeOffset? PlanExpiresAt { get; private set; }

    public bool IsAdministrator { get; private set; }

    /// <summary>False for somebody who is banned.</summary>
    public bool IsActive { get; private set; }

    /// <summary>Null for a person who signs in by mailed codes only.</summary>
    public string? PasswordHash { get; private set; }

    /// <summary>A picture elsewhere that stands for the person; null without one. An <see cref="Avatar"/> of ours goes before it.</summary>
    public string? AvatarUrl { get; private set; }

    /// <summary>When the <see cref="Avatar"/> was last changed; null without one.</summary>
    public DateTimeOffset? AvatarAt { get; private set; }

    /// <summary>Whether earlier versions of documents are kept.</summary>
    public bool DocVersioningEnabled { get; private set; }

    /// <summary>How many earlier versions of a document are kept.</summary>
    public int DocVersioningMax { get; private set; }

    /// <summary>When the person said that they are as old as the installation demands; null while they have not.</summary>
    public DateTimeOffset? AgeConfirmedAt { get; private set; }

    public DateTimeOffset CreatedAt { get; private set; }

    /// <summary>A new person. The address, if there is one, is known to be theirs.</summary>
    public static User Register(EmailAddress? email, string? passwordHash, Plan plan, Locale locale, DateTimeOffset now) => new()
    {
        Id = UserId.New(),
        Email = email,
        EmailVerified = email is not null,
        PasswordHash = passwordHash,
        Plan = plan,
        Locale = locale,
        IsActive = true,
        DocVersioningMax = DefaultDocVersions,
        CreatedAt = now,
    };

    /// <summary>
    /// Takes away everything by which the person could be known or could act. The row stays until what they left is removed, and holds nothing
    /// but its id by then.
    /// </summary>
    public void Close()
    {
        (Email, EmailVerified, Nickname, PasswordHash, AvatarUrl, AvatarAt) = (null, false, null, null, null, null);
        (IsActive, IsAdministrator, Plan) = (false, false, Plan.None);
    }

    /// <summary>The first confirmation stays.</summary>
    public void ConfirmAge(DateTimeOffset now) => AgeConfirmedAt ??= now;

    public void MakeAdministrator() => IsAdministrator = true;

    public void BeAdministrator(bool isAdministrator) => IsAdministrator = isAdministrator;

    /// <summary>False bans.</summary>
    public void BeActive(bool isActive) => IsActive = isActive;

    /// <summary>Another plan from now on; what the old one allowed to be stored stays.</summary>
    public void ChangePlan(Plan plan, DateTimeOffset? expiresAt) => (Plan, PlanExpiresAt) = (plan, expiresAt);

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

    /// <summary>Shows a picture elsewhere instead of an <see cref="Avatar"/>; null shows none.</summary>
    public void ShowAvatar(string? url) => (AvatarUrl, AvatarAt) = (url, null);

    /// <summary>Shows the <see cref="Avatar"/> that was just made.</summary>
    public void ShowOwnAvatar(DateTimeOffset now) => (AvatarUrl, AvatarAt) = (null, now);

    /// <summary>Says whether earlier versions of documents are kept, and how many; what is null stays.</summary>
    public void KeepVersions(bool? enabled, int? max) =>
        (DocVersioningEnabled, DocVersioningMax) = (enabled ?? DocVersioningEnabled, max ?? DocVersioningMax);

    /// <summary>The person has proved that another address is theirs.</summary>
    public void MoveTo(EmailAddress email) => (Email, EmailVerified) = (email, true);

    /// <summary>Nobody signs in with this address or its password any more.</summary>
    public void GiveUpEmail() => (Email, EmailVerified, PasswordHash) = (null, false, null);

    /// <summary>Takes another password, or keeps the same one under a newer hash.</summary>
    public void SetPassword(string passwordHash) => PasswordHash = passwordHash;

    public void Speak(Locale locale) => Locale = locale;
}
