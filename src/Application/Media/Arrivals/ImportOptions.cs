using System.ComponentModel.DataAnnotations;
using System.Globalization;
using System.Net;

namespace Picora.Application.Media.Arrivals;

/// <summary>Settings under <c>Picora:Import</c>: how files are fetched from addresses that users name.</summary>
public sealed class ImportOptions
{
    public const string Section = "Picora:Import";

    /// <summary>Whether files are fetched at all.</summary>
    public bool Enabled { get; set; } = true;

    /// <summary>The ports that are connected to, separated by commas; <c>any</c> for all.</summary>
    [Required]
    public string Ports { get; set; } = "80,443";

    /// <summary>Networks inside that may be fetched from all the same, such as <c>192.168.7.0/24</c>, from 0 on. Whoever may upload can then read
    /// whatever these networks serve without a password.</summary>
    public IList<string> AllowedNetworks { get; set; } = [];

    /// <summary>Further networks that are never fetched from, from 0 on, such as a NAT64 prefix of your own.</summary>
    public IList<string> BlockedNetworks { get; set; } = [];

    /// <summary>How many redirects are followed.</summary>
    [Range(0, 20)]
    public int MaxRedirects { get; set; } = 5;

    /// <summary>Seconds that finding and reaching the other server may take, each time.</summary>
    [Range(1, 300)]
    public int ConnectSeconds { get; set; } = 10;

    /// <summary>Seconds that a whole import may take.</summary>
    [Range(1, 24 * 3600)]
    public int TimeoutSeconds { get; set; } = 300;

    /// <summary>Bytes per second below which the other server is given up; 0 lets any slowness pass.</summary>
    [Range(0, 1024 * 1024 * 1024)]
    public int MinBytesPerSecond { get; set; } = 1024;

    /// <summary>Seconds before <see cref="MinBytesPerSecond"/> counts.</summary>
    [Range(1, 600)]
    public int MinBytesGraceSeconds { get; set; } = 10;

    /// <summary>How many imports run at once; further ones are refused with 503 and <c>Retry-After</c>.</summary>
    [Range(1, 10_000)]
    public int MaxConcurrent { get; set; } = 32;

    /// <summary>The same for one account.</summary>
    [Range(1, 10_000)]
    public int MaxConcurrentPerAccount { get; set; } = 4;

    /// <summary>Null for any port.</summary>
    public IReadOnlySet<int>? AllowedPorts => string.Equals(Ports.Trim(), "any", StringComparison.OrdinalIgnoreCase)
        ? null
        : Ports.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Select(port => int.Parse(port, CultureInfo.InvariantCulture)).ToHashSet();

    /// <summary>What is wrong, in words that name the setting; null when nothing is.</summary>
    public string? Fault() => Faults().FirstOrDefault();

    private IEnumerable<string> Faults()
    {
        if (!string.Equals(Ports.Trim(), "any", StringComparison.OrdinalIgnoreCase)
            && Ports.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries) is var ports
            && (ports.Length == 0 || ports.Any(port => !ushort.TryParse(port, NumberStyles.None, CultureInfo.InvariantCulture, out var number) || number == 0)))
        {
            yield return $"{Section}:{nameof(Ports)} is a list of ports, such as 80,443, or any: {Ports}";
        }

        foreach (var (setting, networks) in new[] { (nameof(AllowedNetworks), AllowedNetworks), (nameof(BlockedNetworks), BlockedNetworks) })
        {
            for (var i = 0; i < networks.Count; i++)
            {
                if (!IPNetwork.TryParse(networks[i], out _))
                {
                    yield return $"{Section}:{setting}:{i} is no network such as 192.168.7.0/24: {networks[i]}";
                }
            }
        }
    }
}
