using System.Collections.Immutable;

namespace DockerKit.Transport;

/// <summary>
/// What <c>--network</c>, <c>--network-alias</c>, <c>--link</c>, <c>--ip</c>, <c>--ip6</c>, <c>--link-local-ip</c> and <c>--mac-address</c> of one
/// container come to in the engine's terms. Source: docker/cli, cli/command/container/opts.go (parseNetworkOpts).
/// </summary>
/// <param name="NetworkMode">For <see cref="HostConfiguration.NetworkMode"/>: <c>default</c> when no network is named.</param>
/// <param name="Endpoints">For <see cref="CreateContainerRequest.Networks"/>.</param>
/// <param name="Links">For <see cref="HostConfiguration.Links"/>.</param>
internal sealed record NetworkPlan(
    string NetworkMode, ImmutableSortedDictionary<string, EndpointConfiguration> Endpoints, ImmutableArray<string> Links)
{
    private const string DefaultNetwork = "default";

    /// <summary>Puts the options together.</summary>
    /// <param name="networks">The <c>--network</c> values, in order. The other options belong to the first.</param>
    /// <param name="aliases">The <c>--network-alias</c> values.</param>
    /// <param name="links">The <c>--link</c> values.</param>
    /// <param name="ip">The <c>--ip</c> value.</param>
    /// <param name="ip6">The <c>--ip6</c> value.</param>
    /// <param name="linkLocal">The <c>--link-local-ip</c> values.</param>
    /// <param name="mac">The <c>--mac-address</c> value.</param>
    /// <exception cref="FormatException">The options contradict each other, or an address is none.</exception>
    public static NetworkPlan Make(
        IReadOnlyList<NetworkAttachment> networks,
        IReadOnlyList<string>? aliases = null,
        IReadOnlyList<ContainerLink>? links = null,
        string? ip = null,
        string? ip6 = null,
        IReadOnlyList<string>? linkLocal = null,
        string? mac = null)
    {
        ImmutableArray<string> linkTexts = links is null ? [] : [.. links.Select(static link => link.ToString())];
        var own = new EndpointConfiguration
        {
            Aliases = aliases is null ? [] : [.. aliases],
            Links = linkTexts,
            IPv4Address = ip is null ? null : Address(ip, "--ip", isIPv4: true),
            IPv6Address = ip6 is null ? null : Address(ip6, "--ip6", isIPv4: false),
            LinkLocalAddresses = linkLocal is null ? [] : [.. linkLocal.Select(static one => Address(one, "--link-local-ip", isIPv4: null))],
            MacAddress = mac is null ? null
                : MacNotation.Canonical(mac) ?? throw BadValue.Error("MAC address", mac, "it is not one", "92:d0:c6:0a:29:33"),
        };

        NetworkAttachment first = networks.Count == 0 ? NetworkAttachment.To(DefaultNetwork) : networks[0];
        EndpointConfiguration endpoint = Merge(first, own);
        Dictionary<string, EndpointConfiguration> endpoints = new(StringComparer.Ordinal) { [first.Name] = endpoint };
        foreach (NetworkAttachment next in networks.Skip(1))
        {
            if (!endpoints.TryAdd(next.Name, ToEndpoint(next)))
            {
                throw Conflict(next, "the network is named more than once");
            }

            if (next.IsUserDefined != first.IsUserDefined)
            {
                throw Conflict(next, $"it cannot be joined together with '{first.Name}': one is a network of its own, the other a mode of Docker's");
            }
        }

        // The engine makes the endpoint of a single plain network itself; the CLI leaves it out, and so the same is seen by `docker inspect`.
        if (networks.Count == 1 && IsPlain(endpoint))
        {
            endpoints.Clear();
        }

        return new NetworkPlan(first.Name, endpoints.ToImmutableSortedDictionary(StringComparer.Ordinal), linkTexts);
    }

    private static EndpointConfiguration Merge(NetworkAttachment network, EndpointConfiguration own)
    {
        EndpointConfiguration endpoint = ToEndpoint(network);
        Refuse(network, endpoint.Aliases.Length > 0 && own.Aliases.Length > 0, "alias=", "--network-alias");
        Refuse(network, endpoint.IPv4Address is not null && own.IPv4Address is not null, "ip=", "--ip");
        Refuse(network, endpoint.IPv6Address is not null && own.IPv6Address is not null, "ip6=", "--ip6");
        Refuse(network, endpoint.MacAddress is not null && own.MacAddress is not null, "mac-address=", "--mac-address");
        Refuse(network, endpoint.LinkLocalAddresses.Length > 0 && own.LinkLocalAddresses.Length > 0, "link-local-ip=", "--link-local-ip");
        if (own.Aliases.Length > 0 && !network.IsUserDefined)
        {
            throw Conflict(network, "aliases are only for a network of one's own");
        }

        return endpoint with
        {
            Aliases = own.Aliases.Length > 0 ? own.Aliases : endpoint.Aliases,

            // In a network of one's own a link is another name there; else it is the default bridge's, which the host configuration has.
            Links = network.IsUserDefined ? own.Links : [],
            IPv4Address = own.IPv4Address ?? endpoint.IPv4Address,
            IPv6Address = own.IPv6Address ?? endpoint.IPv6Address,
            LinkLocalAddresses = own.LinkLocalAddresses.Length > 0 ? own.LinkLocalAddresses : endpoint.LinkLocalAddresses,
            MacAddress = own.MacAddress ?? endpoint.MacAddress,
        };
    }

    private static EndpointConfiguration ToEndpoint(NetworkAttachment network)
    {
        if (network.Aliases.Length > 0 && !network.IsUserDefined)
        {
            throw Conflict(network, "aliases are only for a network of one's own");
        }

        return new EndpointConfiguration
        {
            Aliases = network.Aliases,
            IPv4Address = network.IPv4Address,
            IPv6Address = network.IPv6Address,
            LinkLocalAddresses = network.LinkLocalAddresses,
            MacAddress = network.MacAddress,
            DriverOptions = network.DriverOptions,
            GatewayPriority = network.GatewayPriority == 0 ? null : network.GatewayPriority,
        };
    }

    private static bool IsPlain(EndpointConfiguration endpoint) =>
        endpoint is { Aliases: [], Links: [], LinkLocalAddresses: [], DriverOptions.Count: 0 }
            and { IPv4Address: null, IPv6Address: null, MacAddress: null, GatewayPriority: null };

    private static string Address(string text, string option, bool? isIPv4)
    {
        bool fits = isIPv4 is null || (IpNotation.Normalize(text) is not null && IpNotation.IsIPv4(text) == isIPv4);
        string? canonical = isIPv4 is null ? IpNotation.Canonical(text) : IpNotation.Normalize(text);
        string kind = isIPv4 switch { true => "IPv4 address", false => "IPv6 address", null => "IP address" };
        return fits && canonical is not null
            ? canonical
            : throw BadValue.Error(kind, text, $"{option} takes nothing else", isIPv4 == true ? "172.20.0.5" : "2001:db8::5");
    }

    private static void Refuse(NetworkAttachment network, bool both, string inNetwork, string option)
    {
        if (both)
        {
            throw Conflict(network, $"{option} is given too, but the network has its own {inNetwork}");
        }
    }

    private static FormatException Conflict(NetworkAttachment network, string problem) =>
        BadValue.Error("network here", network.ToString(), problem, NetworkAttachmentReader.Example);
}
