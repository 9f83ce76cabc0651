using System.ComponentModel.DataAnnotations;

namespace Picora.Application.Accounts.ApiKeys;

/// <summary>Settings under <c>Picora:Accounts:ApiKeys</c>. How many keys somebody may have is part of the plan.</summary>
public sealed class ApiKeyOptions
{
    public const string Section = "Picora:Accounts:ApiKeys";

    /// <summary>Hours that a rotated key goes on working when its owner names no moment.</summary>
    [Range(1, 24 * 30)]
    public int GraceHours { get; set; } = 24;

    /// <summary>Days that a rotated key may go on working at most.</summary>
    [Range(1, 365)]
    public int MaxGraceDays { get; set; } = 30;

    /// <summary>Days before a key expires, or counts as unused, at which its owner is warned by mail.</summary>
    [Range(1, 60)]
    public int WarningDays { get; set; } = 7;

    /// <summary>Days without use after which a key counts as unused; 0 never counts.</summary>
    [Range(0, 3650)]
    public int UnusedDays { get; set; } = 90;

    /// <summary>Whether keys that count as unused are revoked, once their owner was warned in time. Off: there is only the warning.</summary>
    public bool RevokeUnused { get; set; }

    /// <summary>Minutes that a one-time export token is good for.</summary>
    [Range(1, 60)]
    public int ExportTokenMinutes { get; set; } = 5;
}
