using System.Net;
using System.Net.Sockets;

namespace OrleansRisk.Webhooks.Outbound;

/// <summary>
/// Where calls to addresses that tenants state may go: <c>public</c>, and networks that the operator names. Link-local
/// addresses, those under which machines of a cloud are told their secrets, and those that name no one machine are
/// refused whatever is named.
/// </summary>
internal sealed class NetworkRules
{
    /// <summary>Stands for every address that is routed in the internet.</summary>
    public const string Public = "public";

    private static readonly IPNetwork[] Never = Networks(
        "0.0.0.0/8", "169.254.0.0/16", "224.0.0.0/4", "240.0.0.0/4",
        "100.100.100.200/32", "168.63.129.16/32", "192.0.0.192/32", // metadata of three clouds
        "::/128", "fe80::/10", "ff00::/8", "fd00:ec2::/32");

    // IANA's registries of special-purpose addresses, as far as they are not reached from everywhere.
    private static readonly IPNetwork[] NotPublic = Networks(
        "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "172.16.0.0/12", "192.0.0.0/24", "192.0.2.0/24",
        "192.31.196.0/24", "192.52.193.0/24", "192.88.99.0/24", "192.168.0.0/16", "192.175.48.0/24", "198.18.0.0/15",
        "198.51.100.0/24", "203.0.113.0/24", "2001::/23", "2001:db8::/32", "2002::/16", "2620:4f:8000::/48",
        "3fff::/20");

    private static readonly IPNetwork GlobalUnicast = IPNetwork.Parse("2000::/3");

    private readonly bool _public;
    private readonly IPNetwork[] _named;

    /// <param name="text"><c>public</c> and networks in CIDR notation, by commas.</param>
    public NetworkRules(string text)
    {
        var parts = text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        _public = parts.Contains(Public);
        _named = Networks([.. parts.Where(static part => part != Public)]);
    }

    public bool Allows(IPAddress address)
    {
        // An IPv4 address in IPv6 clothes reaches the IPv4 one.
        address = address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
        return !Never.Any(network => network.Contains(address))
            && (_named.Any(network => network.Contains(address)) || (_public && IsPublic(address)));
    }

    private static bool IsPublic(IPAddress address) =>
        !NotPublic.Any(network => network.Contains(address))
        && (address.AddressFamily == AddressFamily.InterNetwork || GlobalUnicast.Contains(address));

    private static IPNetwork[] Networks(params string[] texts) => [.. texts.Select(IPNetwork.Parse)];
}
