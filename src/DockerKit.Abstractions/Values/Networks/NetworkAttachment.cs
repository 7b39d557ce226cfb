using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace DockerKit;

/// <summary>
/// A network that a container joins: one value of <c>docker run --network</c>, a name or mode such as <c>backend</c>, <c>host</c>, <c>container:web</c>,
/// or the long form <c>name=backend,alias=db,ip=172.20.0.5</c>.
/// </summary>
/// <remarks>
/// <para>Unlike the CLI, which makes the long form lower-case, names and values keep their case.</para>
/// <para>Two attachments are equal when they mean the same. Instances never change.</para>
/// <para>Grammar: https://github.com/docker/cli, opts.NetworkOpt.</para>
/// </remarks>
public sealed record NetworkAttachment : IParsable<NetworkAttachment>
{
    internal NetworkAttachment()
    {
    }

    /// <summary>The network's name or id, or a mode: <c>default</c>, <c>bridge</c>, <c>host</c>, <c>none</c>, <c>container:NAME</c>.</summary>
    public string Name { get; internal init; } = "";

    /// <summary>The names that others in the network find the container by.</summary>
    public ImmutableArray<string> Aliases { get; internal init; } = [];

    /// <summary>The fixed IPv4 address.</summary>
    /// <value><see langword="null"/> when the engine picks one.</value>
    public string? IPv4Address { get; internal init; }

    /// <summary>The fixed IPv6 address.</summary>
    /// <value><see langword="null"/> when the engine picks one.</value>
    public string? IPv6Address { get; internal init; }

    /// <summary>The link-local addresses.</summary>
    public ImmutableArray<string> LinkLocalAddresses { get; internal init; } = [];

    /// <summary>The MAC address, in lower case with colons.</summary>
    /// <value><see langword="null"/> when the engine picks one.</value>
    public string? MacAddress { get; internal init; }

    /// <summary>The network driver's options.</summary>
    public ImmutableSortedDictionary<string, string> DriverOptions { get; internal init; } = MountReader.NoPairs;

    /// <summary>Which network gives the default gateway: the one with the highest.</summary>
    /// <value>0 by default.</value>
    public int GatewayPriority { get; internal init; }

    /// <summary>Docker's default network: <c>--network bridge</c>.</summary>
    public static NetworkAttachment Bridge { get; } = new() { Name = "bridge" };

    /// <summary>The host's own network: <c>--network host</c>.</summary>
    public static NetworkAttachment Host { get; } = new() { Name = "host" };

    /// <summary>No network: <c>--network none</c>.</summary>
    public static NetworkAttachment None { get; } = new() { Name = "none" };

    /// <summary>Whether it is a network that someone made, rather than one of Docker's modes. Only such a one knows aliases.</summary>
    public bool IsUserDefined =>
        Name is not ("default" or "bridge" or "host" or "none") && !Name.StartsWith("container:", StringComparison.Ordinal);

    /// <summary>The network of another container: <c>--network container:NAME</c>.</summary>
    /// <param name="container">The container's name or id.</param>
    /// <exception cref="ArgumentNullException"><paramref name="container"/> is <see langword="null"/>.</exception>
    /// <exception cref="FormatException"><paramref name="container"/> is empty.</exception>
    public static NetworkAttachment Container(string container)
    {
        ArgumentNullException.ThrowIfNull(container);
        return string.IsNullOrWhiteSpace(container)
            ? throw BadValue.Error("container", container, "it is empty", "web")
            : new NetworkAttachment { Name = $"container:{container}" };
    }

    /// <summary>A network by its name or id: <c>--network NAME</c>.</summary>
    /// <param name="name">The name, the id or a mode; it is taken as it is.</param>
    /// <exception cref="ArgumentNullException"><paramref name="name"/> is <see langword="null"/>.</exception>
    /// <exception cref="FormatException"><paramref name="name"/> is empty.</exception>
    public static NetworkAttachment To(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        return string.IsNullOrWhiteSpace(name)
            ? throw BadValue.Error("network", name, "its name is missing", "backend")
            : new NetworkAttachment { Name = name };
    }

    /// <summary>Reads an attachment, for example <c>backend</c> or <c>name=backend,alias=db</c>.</summary>
    /// <param name="s">The value as typed after <c>docker run --network</c>.</param>
    /// <exception cref="ArgumentNullException"><paramref name="s"/> is <see langword="null"/>.</exception>
    /// <exception cref="FormatException">The name is missing, an option is unknown, or its value is wrong.</exception>
    public static NetworkAttachment Parse(string s)
    {
        ArgumentNullException.ThrowIfNull(s);
        return NetworkAttachmentReader.Read(s, out string? problem)
            ?? throw BadValue.Error("network", s, problem!, NetworkAttachmentReader.Example);
    }

    /// <inheritdoc cref="Parse(string)"/>
    /// <param name="s">The value as typed after <c>docker run --network</c>.</param>
    /// <param name="provider">Not used: an attachment reads the same in every culture.</param>
    public static NetworkAttachment Parse(string s, IFormatProvider? provider) => Parse(s);

    /// <summary>Reads an attachment and tells whether it is one, without an exception.</summary>
    /// <param name="s">The value as typed after <c>docker run --network</c>.</param>
    /// <param name="result">The attachment, or <see langword="null"/>.</param>
    /// <returns><see langword="true"/> when <paramref name="s"/> is an attachment.</returns>
    public static bool TryParse([NotNullWhen(true)] string? s, [NotNullWhen(true)] out NetworkAttachment? result)
    {
        result = s is null ? null : NetworkAttachmentReader.Read(s, out _);
        return result is not null;
    }

    /// <inheritdoc cref="TryParse(string?, out NetworkAttachment?)"/>
    /// <param name="s">The value as typed after <c>docker run --network</c>.</param>
    /// <param name="provider">Not used: an attachment reads the same in every culture.</param>
    /// <param name="result">The attachment, or <see langword="null"/>.</param>
    public static bool TryParse(
        [NotNullWhen(true)] string? s, IFormatProvider? provider, [MaybeNullWhen(false)] out NetworkAttachment result) =>
        TryParse(s, out result);

    /// <summary>The same attachment with one more name: <c>alias=ALIAS</c>.</summary>
    /// <param name="alias">The name that others in the network find the container by.</param>
    /// <exception cref="ArgumentNullException"><paramref name="alias"/> is <see langword="null"/>.</exception>
    public NetworkAttachment WithAlias(string alias) => With("alias", alias);

    /// <summary>The same attachment with a fixed IPv4 address: <c>ip=ADDRESS</c>.</summary>
    /// <param name="address">The address.</param>
    /// <exception cref="ArgumentNullException"><paramref name="address"/> is <see langword="null"/>.</exception>
    /// <exception cref="FormatException">It is not an IP address.</exception>
    public NetworkAttachment WithIPv4Address(string address) => With("ip", address);

    /// <summary>The same attachment with a fixed IPv6 address: <c>ip6=ADDRESS</c>.</summary>
    /// <param name="address">The address.</param>
    /// <exception cref="ArgumentNullException"><paramref name="address"/> is <see langword="null"/>.</exception>
    /// <exception cref="FormatException">It is not an IP address.</exception>
    public NetworkAttachment WithIPv6Address(string address) => With("ip6", address);

    /// <summary>The same attachment with one more link-local address: <c>link-local-ip=ADDRESS</c>.</summary>
    /// <param name="address">The address.</param>
    /// <exception cref="ArgumentNullException"><paramref name="address"/> is <see langword="null"/>.</exception>
    /// <exception cref="FormatException">It is not an IP address.</exception>
    public NetworkAttachment WithLinkLocalAddress(string address) => With("link-local-ip", address);

    /// <summary>The same attachment with a MAC address: <c>mac-address=ADDRESS</c>.</summary>
    /// <param name="address">The address, for example <c>92:d0:c6:0a:29:33</c>.</param>
    /// <exception cref="ArgumentNullException"><paramref name="address"/> is <see langword="null"/>.</exception>
    /// <exception cref="FormatException">It is not a MAC address.</exception>
    public NetworkAttachment WithMacAddress(string address) => With("mac-address", address);

    /// <summary>The same attachment with an option of the network's driver: <c>driver-opt=NAME=VALUE</c>.</summary>
    /// <param name="name">The option's name.</param>
    /// <param name="value">The option's value.</param>
    /// <exception cref="ArgumentNullException">One is <see langword="null"/>.</exception>
    /// <exception cref="FormatException">The name is empty or holds <c>=</c>.</exception>
    public NetworkAttachment WithDriverOption(string name, string value)
    {
        ArgumentNullException.ThrowIfNull(name);
        ArgumentNullException.ThrowIfNull(value);
        return name.Contains('=', StringComparison.Ordinal)
            ? throw BadValue.Error("name", name, "it holds '='", "com.docker.network.endpoint.ifname")
            : With("driver-opt", $"{name}={value}");
    }

    /// <summary>The same attachment with a priority for the default gateway: <c>gw-priority=PRIORITY</c>. Needs an engine with API 1.48.</summary>
    /// <param name="priority">The priority; the network with the highest gives the default gateway.</param>
    public NetworkAttachment WithGatewayPriority(int priority) => this with { GatewayPriority = priority };

    /// <summary>The text for <c>docker run --network</c>, which reads back as the same attachment.</summary>
    /// <returns>The name alone where there is nothing else to say.</returns>
    public override string ToString() => NetworkAttachmentReader.Print(this);

    /// <inheritdoc/>
    public bool Equals(NetworkAttachment? other) => other is not null && string.Equals(ToString(), other.ToString(), StringComparison.Ordinal);

    /// <inheritdoc/>
    public override int GetHashCode() => ToString().GetHashCode(StringComparison.Ordinal);

    private NetworkAttachment With(string key, string value)
    {
        ArgumentNullException.ThrowIfNull(value);
        return NetworkAttachmentReader.Read([.. NetworkAttachmentReader.Fields(this), string.Create(CultureInfo.InvariantCulture, $"{key}={value}")], out string? problem)
            ?? throw BadValue.Error("network option", $"{key}={value}", problem!, NetworkAttachmentReader.Example);
    }
}
