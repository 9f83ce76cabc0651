using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Options;
using Picora.Application.Media.Arrivals;

namespace Picora.Infrastructure.Importing;

/// <summary>
/// Which addresses belong to everybody's internet. IPv6 is told by what it is, as only 2000::/3 has been given out at all: that leaves out
/// IPv4 addresses in disguise (mapped, compatible, NAT64), local ones, and whatever else may be thought of. Those in use within it for
/// something else are named.
/// </summary>
internal sealed class AddressPolicy(IOptions<ImportOptions> options)
{
    private static readonly IPNetwork GlobalUnicast = IPNetwork.Parse("2000::/3");

    // The registries of special addresses (RFC 6890), and the clouds' own that lie among the public ones.
    private static readonly IPNetwork[] Special = Parse(
        "0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12", "192.0.0.0/24", "192.0.2.0/24", "192.88.99.0/24",
        "192.168.0.0/16", "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24", "224.0.0.0/4", "240.0.0.0/4", "168.63.129.16/32",
        "2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20");

    private readonly IPNetwork[] allowed = Parse([.. options.Value.AllowedNetworks]);
    private readonly IPNetwork[] blocked = Parse([.. options.Value.BlockedNetworks]);

    public bool Allows(IPAddress address) =>
        !Lies(address, blocked)
        && (Lies(address, allowed)
            || (!Lies(address, Special) && (address.AddressFamily == AddressFamily.InterNetwork || Contains(GlobalUnicast, address))));

    private static bool Lies(IPAddress address, IPNetwork[] networks) => Array.Exists(networks, network => Contains(network, address));

    // Bit by bit: the runtime takes an IPv4 address in an IPv6 one for what it stands for, and it takes another way through the machine.
    private static bool Contains(IPNetwork network, IPAddress address)
    {
        var (prefix, bytes) = (network.BaseAddress.GetAddressBytes(), address.GetAddressBytes());
        if (prefix.Length != bytes.Length)
        {
            return false;
        }

        var (whole, rest) = Math.DivRem(network.PrefixLength, 8);
        return prefix.AsSpan(0, whole).SequenceEqual(bytes.AsSpan(0, whole)) && (rest == 0 || (prefix[whole] ^ bytes[whole]) >> (8 - rest) == 0);
    }

    private static IPNetwork[] Parse(params string[] networks) => Array.ConvertAll(networks, network => IPNetwork.Parse(network));
}
