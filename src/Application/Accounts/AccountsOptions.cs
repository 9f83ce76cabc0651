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

    /// <summary>The plan of an account whose plan has ended: <c>none</c>, <c>trial</c>, <c>pro</c> or <c>pro_plus</c>.</summary>
    [AllowedValues("none", "trial", "pro", "pro_plus")]
    public string ExpiredPlan { get; set; } = "none";

    /// <summary>The age in years that people confirm on surfaces which ask for it; 0 asks nobody.</summary>
    [Range(0, 99)]
    public int MinimumAge { get; set; } = 16;

    /// <summary>Minutes that an access token is good for.</summary>
    [Range(1, 24 * 60)]
    public int AccessTokenMinutes { get; set; } = 15;

    /// <summary>Days that a refresh token is good for.</summary>
    [Range(1, 365)]
    public int RefreshTokenDays { get; set; } = 7;

    /// <summary>Seconds in which a used refresh token is still exchanged, for two tabs that refresh at once; later it ends the session.</summary>
    [Range(0, 300)]
    public int RefreshGraceSeconds { get; set; } = 30;

    /// <summary>
    /// Wrong passwords in a row (within 24 hours), or from one network within <see cref="FailureWindowMinutes"/>, after which an account is
    /// locked for passwords. A device that its owner has used before is counted by itself.
    /// </summary>
    [Range(1, 1000)]
    public int MaxFailedLogins { get; set; } = 5;

    /// <summary>
    /// Wrong passwords from one network (an IPv4 address or an IPv6 /64 prefix) against all accounts within
    /// <see cref="FailureWindowMinutes"/>, after which it may try no further; devices that were used before still may.
    /// </summary>
    [Range(1, int.MaxValue)]
    public int MaxFailedLoginsPerNetwork { get; set; } = 20;

    /// <summary>Minutes within which the wrong passwords of a network count together.</summary>
    [Range(1, 24 * 60)]
    public int FailureWindowMinutes { get; set; } = 5;

    /// <summary>Minutes for which an account, or a network, is locked for passwords.</summary>
    [Range(1, 24 * 60)]
    public int LockMinutes { get; set; } = 15;

    /// <summary>Rounds of PBKDF2-HMAC-SHA512 per password. Older hashes are renewed when their owner signs in.</summary>
    [Range(210_000, 100_000_000)]
    public int PasswordIterations { get; set; } = 210_000;

    /// <summary>How many passwords are worked on at once. Null (the default): as many as there are cores.</summary>
    [Range(1, 1024)]
    public int? PasswordWorkers { get; set; }

    /// <summary>How many passwords may wait for their turn; further ones are refused with 503 and <c>Retry-After</c>.</summary>
    [Range(0, 100_000)]
    public int PasswordQueue { get; set; } = 100;

    /// <summary>Days for which a device is known after a sign-in. Someone who signs in from an unknown one is told by mail.</summary>
    [Range(1, 400)]
    public int DeviceDays { get; set; } = 365;

    /// <summary>Days after which a start of the server makes a new key for signing access tokens; 0 never does. Older keys still verify.</summary>
    [Range(0, 3650)]
    public int SigningKeyDays { get; set; } = 90;

    /// <summary>Seconds between two writes of when API keys were last used.</summary>
    [Range(1, 3600)]
    public int KeyUsageFlushSeconds { get; set; } = 60;

    /// <summary>The largest picture of a person that is taken in, in bytes. Default 2,097,152 (2 MiB).</summary>
    [Range(1024, 64 * 1024 * 1024)]
    public int AvatarBytes { get; set; } = 2 * 1024 * 1024;

    internal Plan Plan => PlanNames.FromName(SignUpPlan)!.Value;

    internal Plan PlanAfterExpiry => PlanNames.FromName(ExpiredPlan)!.Value;

    internal TimeSpan RefreshLifetime => TimeSpan.FromDays(RefreshTokenDays);

    internal TimeSpan RefreshGrace => TimeSpan.FromSeconds(RefreshGraceSeconds);

    internal TimeSpan FailureWindow => TimeSpan.FromMinutes(FailureWindowMinutes);

    internal TimeSpan DeviceLifetime => TimeSpan.FromDays(DeviceDays);

    internal TimeSpan LockFor => TimeSpan.FromMinutes(LockMinutes);
}

/// <summary>Settings under <c>Picora:Accounts:Codes</c>. Each limit counts mailed codes; the networks are IPv4 addresses or IPv6 /64 prefixes.</summary>
public sealed class CodeOptions
{
    public const string Section = "Picora:Accounts:Codes";

    /// <summary>Minutes that a code is good for.</summary>
    [Range(1, 60)]
    public int LifetimeMinutes { get; set; } = 5;

    /// <summary>
    /// Guesses after which a code is burned for the network that asked for it, and as many after which it is for all others together. One network
    /// has <c>MaxFailedLoginsPerNetwork</c> wrong codes against all addresses.
    /// </summary>
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

    /// <summary>Per network and hour before further ones need a captcha, where one is configured.</summary>
    [Range(0, int.MaxValue)]
    public int CaptchaAfter { get; set; } = 3;

    /// <summary>From everybody to everybody, per 60 seconds.</summary>
    [Range(1, int.MaxValue)]
    public int GlobalMinute { get; set; } = 100;
}
