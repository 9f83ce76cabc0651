using System.ComponentModel.DataAnnotations;
using Picora.Domain.Accounts.Contracts;

namespace Picora.Application.Accounts;

/// <summary>Settings under <c>Picora:Accounts</c>.</summary>
public sealed class AccountsOptions
{
    public const string Section = "Picora:Accounts";

    /// <summary>The plan of a new account: <c>none</c>, <c>trial</c>, <c>pro</c> or <c>pro_plus</c>.</summary>
    [AllowedValues("none", "trial", "pro", "pro_plus")]
    public string SignUpPlan { get; set; } = "trial";

    /// <summary>Minutes that an access token is good for.</summary>
    [Range(1, 24 * 60)]
    public int AccessTokenMinutes { get; set; } = 15;

    /// <summary>Days that a refresh token is good for.</summary>
    [Range(1, 365)]
    public int RefreshTokenDays { get; set; } = 7;

    /// <summary>Seconds in which a used refresh token is still exchanged, for two tabs that refresh at once; later it ends the session.</summary>
    [Range(0, 300)]
    public int RefreshGraceSeconds { get; set; } = 30;

    /// <summary>Wrong passwords in a row after which an account is locked for passwords.</summary>
    [Range(1, 1000)]
    public int MaxFailedLogins { get; set; } = 5;

    /// <summary>Minutes for which an account is locked for passwords.</summary>
    [Range(1, 24 * 60)]
    public int LockMinutes { get; set; } = 15;

    /// <summary>Rounds of PBKDF2-HMAC-SHA512 per password. Older hashes are renewed when their owner signs in.</summary>
    [Range(210_000, 100_000_000)]
    public int PasswordIterations { get; set; } = 210_000;

    /// <summary>Days after which a start of the server makes a new key for signing access tokens; 0 never does. Older keys still verify.</summary>
    [Range(0, 3650)]
    public int SigningKeyDays { get; set; } = 90;

    /// <summary>Seconds between two writes of when API keys were last used.</summary>
    [Range(1, 3600)]
    public int KeyUsageFlushSeconds { get; set; } = 60;

    internal Plan Plan => PlanNames.FromName(SignUpPlan)!.Value;

    internal TimeSpan RefreshLifetime => TimeSpan.FromDays(RefreshTokenDays);

    internal TimeSpan RefreshGrace => TimeSpan.FromSeconds(RefreshGraceSeconds);

    internal TimeSpan LockFor => TimeSpan.FromMinutes(LockMinutes);
}

/// <summary>Settings under <c>Picora:Accounts:Codes</c>. Each limit counts mailed codes; the networks are IPv4 addresses or IPv6 /64 prefixes.</summary>
public sealed class CodeOptions
{
    public const string Section = "Picora:Accounts:Codes";

    /// <summary>Minutes that a code is good for.</summary>
    [Range(1, 60)]
    public int LifetimeMinutes { get; set; } = 5;

    /// <summary>Guesses after which a code is burned.</summary>
    [Range(1, 20)]
    public int MaxGuesses { get; set; } = 5;

    /// <summary>Per address and 60 seconds.</summary>
    [Range(1, int.MaxValue)]
    public int PerAddressMinute { get; set; } = 1;

    /// <summary>Per address and hour.</summary>
    [Range(1, int.MaxValue)]
    public int PerAddressHour { get; set; } = 5;

    /// <summary>Per address and 24 hours.</summary>
    [Range(1, int.MaxValue)]
    public int PerAddressDay { get; set; } = 10;

    /// <summary>Per network and hour.</summary>
    [Range(1, int.MaxValue)]
    public int PerNetworkHour { get; set; } = 20;

    /// <summary>Per network and 24 hours.</summary>
    [Range(1, int.MaxValue)]
    public int PerNetworkDay { get; set; } = 50;

    /// <summary>From everybody to everybody, per 60 seconds.</summary>
    [Range(1, int.MaxValue)]
    public int GlobalMinute { get; set; } = 100;
}
