using System.Diagnostics.Contracts;
using System.Net;
using System.Net.Sockets;

namespace DockerKit;

public abstract partial class ContainerCommand<TSelf>
{
    /// <summary>Puts it into a network: <c>--network</c>. Several networks need an engine with API 1.44.</summary>
    /// <param name="network">As the CLI writes it: <c>backend</c>, <c>host</c>, <c>container:web</c>, <c>name=backend,alias=db,ip=172.20.0.5</c>.</param>
    /// <exception cref="FormatException">It is no such network.</exception>
    [Pure]
    public TSelf WithNetwork(string network) => WithNetwork(NetworkAttachment.Parse(network));

    /// <inheritdoc cref="WithNetwork(string)"/>
    /// <param name="network">The network, with its aliases and addresses there.</param>
    [Pure]
    public TSelf WithNetwork(NetworkAttachment network)
    {
        ArgumentNullException.ThrowIfNull(network);
        return With(Options with { Networks = Options.Networks.Add(network) });
    }

    /// <summary>Names that others in its first network find it by: <c>--network-alias</c>.</summary>
    /// <param name="aliases">The names.</param>
    /// <exception cref="ArgumentException">One is empty or only white space.</exception>
    [Pure]
    public TSelf WithNetworkAlias(params string[] aliases) =>
        With(Options with { NetworkAliases = Options.NetworkAliases.AddRange(AllRequired(aliases, "--network-alias", "db")) });

    /// <summary>Its address in its first network: <c>--ip</c>, or <c>--ip6</c>.</summary>
    /// <param name="address">An IPv4 or IPv6 address.</param>
    [Pure]
    public TSelf WithIPAddress(IPAddress address)
    {
        ArgumentNullException.ThrowIfNull(address);
        return address.AddressFamily == AddressFamily.InterNetworkV6
            ? With(Options with { IPv6Address = address.ToString() })
            : With(Options with { IPv4Address = address.ToString() });
    }

    /// <inheritdoc cref="WithIPAddress(IPAddress)"/>
    /// <param name="address">An IPv4 or IPv6 address: <c>172.30.100.104</c>, <c>2001:db8::33</c>.</param>
    /// <exception cref="FormatException">It is no address.</exception>
    [Pure]
    public TSelf WithIPAddress(string address) => WithIPAddress(IPAddress.Parse(Address(address, "IP address (--ip)", "172.30.100.104")));

    /// <summary>A link-local address in its first network: <c>--link-local-ip</c>.</summary>
    /// <param name="address">An IPv4 or IPv6 address: <c>169.254.34.22</c>.</param>
    /// <exception cref="FormatException">It is no address.</exception>
    [Pure]
    public TSelf WithLinkLocalAddress(string address) =>
        With(Options with { LinkLocalAddresses = Options.LinkLocalAddresses.Add(Address(address, "IP address (--link-local-ip)", "169.254.34.22")) });

    /// <summary>Its MAC address in its first network: <c>--mac-address</c>.</summary>
    /// <param name="address">The address: <c>92:d0:c6:0a:29:33</c>.</param>
    /// <exception cref="FormatException">It is no address.</exception>
    [Pure]
    public TSelf WithMacAddress(string address)
    {
        ArgumentNullException.ThrowIfNull(address);
        string canonical = MacNotation.Canonical(address) ?? throw BadValue.Error("MAC address (--mac-address)", address, "it is no MAC address.", "92:d0:c6:0a:29:33");
        return With(Options with { MacAddress = canonical });
    }

    /// <summary>DNS servers: <c>--dns</c>.</summary>
    /// <param name="servers">Their addresses.</param>
    /// <exception cref="FormatException">One is no address.</exception>
    [Pure]
    public TSelf WithDns(params string[] servers)
    {
        ArgumentNullException.ThrowIfNull(servers);
        return With(Options with { Dns = Options.Dns.AddRange(servers.Select(static s => Address(s, "DNS server (--dns)", "9.9.9.9"))) });
    }

    /// <summary>DNS options: <c>--dns-option</c>.</summary>
    /// <param name="options">Options of <c>resolv.conf</c>: <c>ndots:2</c>.</param>
    /// <exception cref="ArgumentException">One is empty or only white space.</exception>
    [Pure]
    public TSelf WithDnsOption(params string[] options) =>
        With(Options with { DnsOptions = Options.DnsOptions.AddRange(AllRequired(options, "--dns-option", "ndots:2")) });

    /// <summary>The domains that short names are looked for in: <c>--dns-search</c>.</summary>
    /// <param name="domains">The domains; <c>.</c> alone for none.</param>
    /// <exception cref="FormatException">One is no domain.</exception>
    [Pure]
    public TSelf WithDnsSearch(params string[] domains)
    {
        ArgumentNullException.ThrowIfNull(domains);
        return With(Options with { DnsSearch = Options.DnsSearch.AddRange(domains.Select(Domain)) });

        static string Domain(string domain)
        {
            ArgumentNullException.ThrowIfNull(domain);
            return DnsNotation.Search(domain) ?? throw BadValue.Error("search domain (--dns-search)", domain, "it is no domain.", "example.com");
        }
    }

    /// <summary>Adds a line to its <c>/etc/hosts</c>: <c>--add-host</c>.</summary>
    /// <param name="host">As the CLI writes it: <c>db:10.0.0.7</c>, <c>host.docker.internal:host-gateway</c>.</param>
    /// <exception cref="FormatException">It is no name with an address.</exception>
    [Pure]
    public TSelf WithExtraHost(string host) => WithExtraHost(ExtraHost.Parse(host));

    /// <inheritdoc cref="WithExtraHost(string)"/>
    /// <param name="host">The name and the address.</param>
    [Pure]
    public TSelf WithExtraHost(ExtraHost host)
    {
        ArgumentNullException.ThrowIfNull(host);
        return With(Options with { ExtraHosts = Options.ExtraHosts.Add(host) });
    }

    /// <summary>Links it to another container: <c>--link</c>.</summary>
    /// <param name="link">As the CLI writes it: <c>database:db</c>, or <c>database</c>.</param>
    /// <exception cref="FormatException">It is no link.</exception>
    [Pure]
    public TSelf WithLink(string link) => WithLink(ContainerLink.Parse(link));

    /// <inheritdoc cref="WithLink(string)"/>
    /// <param name="link">The other container, and the name that it is known by.</param>
    [Pure]
    public TSelf WithLink(ContainerLink link)
    {
        ArgumentNullException.ThrowIfNull(link);
        return With(Options with { Links = Options.Links.Add(link) });
    }

    private static string Address(string text, string kind, string example)
    {
        ArgumentNullException.ThrowIfNull(text);
        return IpNotation.Normalize(text) ?? throw BadValue.Error(kind, text, "it is not an IP address.", example);
    }
}
