using System.ComponentModel.DataAnnotations;

namespace Picora.Application.Moderation;

/// <summary>Settings under <c>Picora:Moderation</c>.</summary>
public sealed class ModerationOptions
{
    public const string Section = "Picora:Moderation";

    /// <summary>Reports per hour of one network (an IPv4 address or an IPv6 /64) without a credential; past it 429. 0: only people with an account report.</summary>
    [Range(0, 100_000)]
    public int ReportsPerNetwork { get; set; } = 10;

    /// <summary>Reports per hour of one account.</summary>
    [Range(1, 100_000)]
    public int ReportsPerAccount { get; set; } = 60;
}
