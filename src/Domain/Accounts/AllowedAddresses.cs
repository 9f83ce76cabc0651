using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace Picora.Domain.Accounts;

/// <summary>The addresses that an API key may be used from: IPv4 and IPv6 addresses, and networks in CIDR form. Never empty.</summary>
public sealed class AllowedAddresses
{
    public const int MaxNetworks = 20;
    public const int MaxTextLength = 1000;

    private const char Separator = ' ';
    private const int MappedBits = 96;

    private readonly IPNetwork[] networks;

    private AllowedAddresses(IPNetwork[] networks) => this.networks = networks;

    /// <summary>The networks as they were understood; a single address without its prefix length.</summary>
    public IReadOnlyList<string> Names => [.. networks.Select(NameOf)];

    /// <summary>Null for an empty list, which allows every address.</summary>
    public static Result<AllowedAddresses?> Create(IReadOnlyList<string?> texts)
    {
        var parsed = texts.Take(MaxNetworks + 1).Select(text => Parse(text?.Trim() ?? string.Empty)).ToList();
        if (parsed.Count > MaxNetworks || parsed.Contains(null))
        {
            return Error.Validation("allowedIps", $"allowedIps has at most {MaxNetworks} IPv4 or IPv6 addresses or networks, such as 203.0.113.7 or 2001:db8::/32.");
        }

        return parsed.Count == 0 ? (AllowedAddresses?)null : new AllowedAddresses([.. parsed.Select(network => network!.Value).Distinct()]);
    }

    /// <summary>For values that the database holds.</summary>
    public static AllowedAddresses FromStored(string text) => new([.. text.Split(Separator).Select(part => Parse(part)!.Value)]);

    /// <param name="address">As it was seen by the server; one that cannot be read is not admitted.</param>
    public bool Admit(string address)
    {
        if (!IPAddress.TryParse(address, out var seen))
        {
            return false;
        }

        var plain = seen.IsIPv4MappedToIPv6 ? seen.MapToIPv4() : seen;
        return Array.Exists(networks, network => network.Contains(plain));
    }

    /// <summary>The stored form.</summary>
    public override string ToString() => string.Join(Separator, Names);

    private static string NameOf(IPNetwork network) =>
        network.PrefixLength == BitsOf(network.BaseAddress) ? network.BaseAddress.ToString() : network.ToString();

    private static int BitsOf(IPAddress address) => address.AddressFamily == AddressFamily.InterNetwork ? 32 : 128;

    // IPv4 in an IPv6 dress (::ffff:a.b.c.d) is IPv4: it is the form in which a server of both sees it.
    private static IPNetwork? Parse(string text)
    {
        var parts = text.Split('/');
        if (parts.Length > 2 || ParseAddress(parts[0]) is not { } address)
        {
            return null;
        }

        var bits = BitsOf(address);
        if (parts.Length == 2 && !(int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out bits) && bits <= BitsOf(address)))
        {
            return null;
        }

        var mapped = address.IsIPv4MappedToIPv6 && bits >= MappedBits;
        return mapped ? Network(address.MapToIPv4(), bits - MappedBits) : Network(address, bits);
    }

    // What lies behind the prefix does not count: 10.1.2.3/8 is 10.0.0.0/8.
    private static IPNetwork Network(IPAddress address, int bits)
    {
        var bytes = address.GetAddressBytes();
        for (var bit = bits; bit < bytes.Length * 8; bit++)
        {
            bytes[bit / 8] &= (byte)~(0x80 >> (bit % 8));
        }

        return new IPNetwork(new IPAddress(bytes), bits);
    }

    // The framework also reads 1, 0x7f.1 and 010.0.0.1 as addresses, and interfaces behind a percent sign.
    private static IPAddress? ParseAddress(string text) =>
        IPAddress.TryParse(text, out var address) && !text.Contains('%', StringComparison.Ordinal) && !text.StartsWith('[')
        && (address.AddressFamily == AddressFamily.InterNetworkV6 || string.Equals(address.ToString(), text, StringComparison.Ordinal))
            ? address
            : null;
}
