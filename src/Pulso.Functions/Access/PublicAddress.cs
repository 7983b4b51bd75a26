using System.Net;
using System.Net.Sockets;

namespace Pulso.Functions.Access;

/// <summary>Tells addresses of the open internet from all others: a tenant's settings must not make the app call what only the app can reach.</summary>
internal static class PublicAddress
{
    // IANA's special-purpose registries (RFC 6890 and successors), multicast and reserved space; 168.63.129.16 is the platform's own in Azure.
    private static readonly IPNetwork[] Special = [
        .. new[]
        {
            "0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "168.63.129.16/32", "169.254.0.0/16", "172.16.0.0/12", "192.0.0.0/24", "192.0.2.0/24",
            "192.31.196.0/24", "192.52.193.0/24", "192.88.99.0/24", "192.168.0.0/16", "192.175.48.0/24", "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24",
            "224.0.0.0/4", "240.0.0.0/4",
        }.Select(IPNetwork.Parse)];

    // Of IPv6 only what is given out as global unicast is public, less what in it is special, or leads to IPv4.
    private static readonly IPNetwork Global = IPNetwork.Parse("2000::/3");

    private static readonly IPNetwork[] SpecialInGlobal = [.. new[] { "2001::/23", "2001:db8::/32", "2002::/16", "2620:4f:8000::/48", "3fff::/20" }.Select(IPNetwork.Parse)];

    public static bool Is(IPAddress address)
    {
        var plain = address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
        return plain.AddressFamily == AddressFamily.InterNetwork
            ? !Special.Any(network => network.Contains(plain))
            : plain.AddressFamily == AddressFamily.InterNetworkV6 && Global.Contains(plain) && !SpecialInGlobal.Any(network => network.Contains(plain));
    }

    /// <summary>True for this machine itself.</summary>
    public static bool IsLoopback(IPAddress address) => IPAddress.IsLoopback(address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address);
}
