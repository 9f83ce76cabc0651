using System.ComponentModel.DataAnnotations;

namespace Picora.Application.RateLimits.Contracts;

/// <summary>Settings under <c>Picora:RateLimits</c>: how often one may ask.</summary>
public sealed class RateLimitsOptions
{
    public const string Section = "Picora:RateLimits";

    private const int Most = 1_000_000_000;

    /// <summary>Reads per minute and API key, or account for sessions.</summary>
    [Range(1, Most)]
    public int ReadPerMinute { get; set; } = 600;

    /// <summary>Changes per minute and API key, or account for sessions.</summary>
    [Range(1, Most)]
    public int MutationPerMinute { get; set; } = 120;

    /// <summary>Uploads per minute and API key, or account for sessions.</summary>
    [Range(1, Most)]
    public int UploadPerMinute { get; set; } = 60;

    /// <summary>Requests for signing up, in and out, per minute and network (an IPv4 address or an IPv6 /64), whatever credential comes along; per
    /// account where only somebody who is signed in may ask.</summary>
    [Range(1, Most)]
    public int AuthPerMinute { get; set; } = 120;

    /// <summary>Export tokens that one network exchanges per minute.</summary>
    [Range(1, Most)]
    public int ExchangesPerMinute { get; set; } = 20;

    /// <summary>Export tokens that one network exchanges per hour.</summary>
    [Range(1, Most)]
    public int ExchangesPerHour { get; set; } = 500;

    /// <summary>All other requests without a credential that counts, per minute and network.</summary>
    [Range(1, Most)]
    public int AnonymousPerMinute { get; set; } = 120;

    /// <summary>Everything together per hour and API key, or account for sessions.</summary>
    [Range(1, Most)]
    public int PerHour { get; set; } = 5_000;

    /// <summary>How many times as much administrators may do.</summary>
    [Range(1, 1000)]
    public int AdministratorFactor { get; set; } = 10;

    /// <summary>How many previews (<c>preview=1</c>) one user has made per minute; past it 429.</summary>
    [Range(1, Most)]
    public int PreviewsPerMinute { get; set; } = 60;

    /// <summary>How many variants that are not stored yet are made per minute of the pictures of one owner; past it 429.</summary>
    [Range(1, Most)]
    public int ColdTransformsPerMinute { get; set; } = 300;

    /// <summary>How many networks are counted at once; past that all networks begin anew. About 200 bytes each.</summary>
    [Range(1000, 10_000_000)]
    public int MaxNetworks { get; set; } = 100_000;

    /// <summary>
    /// How many networks are counted together with other nodes at once; those that come while there are so many are counted by each node for
    /// itself, so that a flood of addresses writes no more rows than this.
    /// </summary>
    [Range(0, 10_000_000)]
    public int SharedNetworks { get; set; } = 10_000;

    /// <summary>
    /// Whether all nodes count together, in the database, what accounts, keys and networks do. Left out: yes on a database server, no on
    /// SQLite, where there is one node.
    /// </summary>
    public bool? Shared { get; set; }

    /// <summary>How many calls a node takes for a key or account at once while much is left, when nodes count together; near a limit it takes what it needs.</summary>
    [Range(1, 1000)]
    public int LeaseSize { get; set; } = 20;

    /// <summary>Milliseconds between two looks for calls that another node wants back, when nodes count together.</summary>
    [Range(10, 10_000)]
    public int RecallMilliseconds { get; set; } = 200;

    /// <summary>Milliseconds that a node waits for the others to give back what they took and did not use, before it refuses a call.</summary>
    [Range(0, 60_000)]
    public int RecallPatienceMilliseconds { get; set; } = 2_000;
}

/// <summary>
/// What a plan may do per hour on the surface that counts by plans: settings <c>Picora:RateLimits:Hourly:&lt;plan&gt;:&lt;name&gt;</c>, with the
/// plan as <c>none</c>, <c>trial</c>, <c>pro</c> or <c>pro_plus</c>, or <c>anonymous</c> for a network without a credential.
/// </summary>
public sealed class HourlyLimits
{
    public const string Section = "Picora:RateLimits:Hourly";

    /// <summary>The name that stands for no credential.</summary>
    public const string Anonymous = "anonymous";

    /// <summary>Uploads per hour: 5 anonymous, 20 (<c>none</c>, <c>trial</c>), 100 (<c>pro</c>), 1,000 (<c>pro_plus</c>).</summary>
    [Range(0, int.MaxValue)]
    public int Uploads { get; set; }

    /// <summary>Calls per hour, uploads among them: 100 anonymous, 1,000, 10,000, 100,000.</summary>
    [Range(0, int.MaxValue)]
    public int Calls { get; set; }

    /// <summary>Fills in what the contract publishes (section 5.3).</summary>
    public void UseDefaultsOf(string plan) => (Uploads, Calls) = plan switch
    {
        Anonymous => (5, 100),
        "none" or "trial" => (20, 1_000),
        "pro" => (100, 10_000),
        "pro_plus" => (1_000, 100_000),
        _ => throw new ArgumentOutOfRangeException(nameof(plan), plan, null),
    };
}
