using System.Diagnostics.CodeAnalysis;

namespace DockerKit;

/// <summary>
/// How ports of a container are reached from outside: one value of <c>docker run -p</c>, <c>[[HOST_IP:][HOST_PORT]:]CONTAINER_PORT[/PROTOCOL]</c>.
/// </summary>
/// <remarks>
/// <para>For example <c>8080:80</c>, <c>127.0.0.1:8080:80</c>, <c>127.0.0.1::80</c>, <c>[::1]:8080:80</c>, <c>80</c>, <c>53:53/udp</c>,
/// <c>8000-8010:9000-9010</c>, and the long form <c>published=8080,target=80,protocol=tcp</c>.</para>
/// <para>Two mappings are equal when they mean the same, however they were typed. Instances never change.</para>
/// <para>Grammar: https://github.com/docker/go-connections (nat.ParsePortSpec).</para>
/// </remarks>
public sealed record PortMapping : IParsable<PortMapping>
{
    // The text as typed, put in order; null when the mapping was not typed.
    private readonly string? _typed;

    /// <summary>A mapping from its parts.</summary>
    /// <param name="containerPort">The port or ports in the container.</param>
    /// <param name="hostPort">The port or ports on the host: none lets the engine pick; a range for one container port lets it pick from that range;
    /// else as many as container ports.</param>
    /// <param name="hostIp">The host's address to listen on, IPv4 or IPv6 without brackets; empty for all addresses.</param>
    /// <param name="protocol">The protocol; TCP when left out.</param>
    /// <exception cref="ArgumentNullException"><paramref name="hostIp"/> is <see langword="null"/>.</exception>
    /// <exception cref="ArgumentException">There is no container port, or the host's ports are not as many.</exception>
    /// <exception cref="FormatException"><paramref name="hostIp"/> is not an IP address.</exception>
    public PortMapping(PortRange containerPort, PortRange hostPort = default, string hostIp = "", PortProtocol protocol = default)
    {
        ArgumentNullException.ThrowIfNull(hostIp);
        if (containerPort.IsEmpty)
        {
            throw new ArgumentException("The container's port is missing.", nameof(containerPort));
        }

        if (!CountsMatch(containerPort, hostPort))
        {
            throw new ArgumentException($"The host's ports {hostPort} are not as many as the container's {containerPort}.", nameof(hostPort));
        }

        if (hostIp.Length > 0 && !IpNotation.IsAddress(hostIp))
        {
            throw BadValue.Error("host address", hostIp, "it is not an IP address", "127.0.0.1");
        }

        HostIp = hostIp;
        HostPort = hostPort;
        ContainerPort = containerPort;
        Protocol = protocol;
    }

    private PortMapping(PortRange containerPort, PortRange hostPort, string hostIp, PortProtocol protocol, string? typed)
    {
        HostIp = hostIp;
        HostPort = hostPort;
        ContainerPort = containerPort;
        Protocol = protocol;
        _typed = typed;
    }

    /// <summary>The host's address to listen on, without brackets, for example <c>127.0.0.1</c> or <c>::1</c>.</summary>
    /// <value>Empty when none is written: the engine then listens on all addresses.</value>
    public string HostIp { get; }

    /// <summary>The port or ports on the host.</summary>
    /// <value>Empty when none is written: the engine then picks one. A range for a single container port lets the engine pick from it.</value>
    public PortRange HostPort { get; }

    /// <summary>The port or ports in the container.</summary>
    public PortRange ContainerPort { get; }

    /// <summary>The protocol, which prints in lower case.</summary>
    /// <value>TCP when none is written.</value>
    public PortProtocol Protocol { get; }

    /// <summary>Publishes one TCP port: <c>docker run -p HOST_PORT:CONTAINER_PORT</c>.</summary>
    /// <param name="hostPort">The port on the host: 0 to 65535; 0 lets the engine pick one.</param>
    /// <param name="containerPort">The port in the container: 0 to 65535.</param>
    /// <exception cref="ArgumentOutOfRangeException">One is not a port.</exception>
    public static PortMapping Tcp(int hostPort, int containerPort) => new(new PortRange(containerPort), new PortRange(hostPort));

    /// <summary>Publishes one UDP port: <c>docker run -p HOST_PORT:CONTAINER_PORT/udp</c>.</summary>
    /// <param name="hostPort">The port on the host: 0 to 65535; 0 lets the engine pick one.</param>
    /// <param name="containerPort">The port in the container: 0 to 65535.</param>
    /// <exception cref="ArgumentOutOfRangeException">One is not a port.</exception>
    public static PortMapping Udp(int hostPort, int containerPort) =>
        new(new PortRange(containerPort), new PortRange(hostPort), protocol: PortProtocol.Udp);

    /// <summary>Reads a mapping in any form that <c>docker run -p</c> takes, for example <c>127.0.0.1:8080:80/tcp</c>.</summary>
    /// <param name="s">The value as typed after <c>docker run -p</c>.</param>
    /// <returns>The mapping, ranges unopened: see <see cref="Expand"/>.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="s"/> is <see langword="null"/>.</exception>
    /// <exception cref="FormatException">A port, the host's address (a name is none) or the protocol is wrong, or the two ranges differ in length.</exception>
    public static PortMapping Parse(string s)
    {
        ArgumentNullException.ThrowIfNull(s);
        return Read(s, out string? problem) ?? throw BadValue.Error("port mapping", s, problem!, "127.0.0.1:8080:80/tcp");
    }

    /// <inheritdoc cref="Parse(string)"/>
    /// <param name="s">The value as typed after <c>docker run -p</c>.</param>
    /// <param name="provider">Not used: a mapping reads the same in every culture.</param>
    public static PortMapping Parse(string s, IFormatProvider? provider) => Parse(s);

    /// <summary>Reads a mapping and tells whether it is one, without an exception.</summary>
    /// <param name="s">The value as typed after <c>docker run -p</c>.</param>
    /// <param name="result">The mapping, or <see langword="null"/>.</param>
    /// <returns><see langword="true"/> when <paramref name="s"/> is a mapping.</returns>
    public static bool TryParse([NotNullWhen(true)] string? s, [NotNullWhen(true)] out PortMapping? result)
    {
        result = s is null ? null : Read(s, out _);
        return result is not null;
    }

    /// <inheritdoc cref="TryParse(string?, out PortMapping?)"/>
    /// <param name="s">The value as typed after <c>docker run -p</c>.</param>
    /// <param name="provider">Not used: a mapping reads the same in every culture.</param>
    /// <param name="result">The mapping, or <see langword="null"/>.</param>
    public static bool TryParse(
        [NotNullWhen(true)] string? s, IFormatProvider? provider, [MaybeNullWhen(false)] out PortMapping result) =>
        TryParse(s, out result);

    /// <summary>One mapping per container port: <c>8000-8001:80-81</c> gives <c>8000:80</c> and <c>8001:81</c>.</summary>
    /// <returns>At least one, in rising order. A range of host ports for a single container port stays a range, from which the engine picks.</returns>
    public IReadOnlyList<PortMapping> Expand()
    {
        if (ContainerPort.Count == 1)
        {
            return [this];
        }

        var each = new PortMapping[ContainerPort.Count];
        for (int i = 0; i < each.Length; i++)
        {
            PortRange host = HostPort.IsEmpty ? default : new PortRange(HostPort.First + i);
            each[i] = new PortMapping(new PortRange(ContainerPort.First + i), host, HostIp, Protocol, typed: null);
        }

        return each;
    }

    /// <summary>The short form, which reads back as the same mapping: as it was typed, with an IPv6 address in brackets, the protocol in lower case
    /// and the long form made short.</summary>
    /// <returns>For example <c>127.0.0.1:8080:80/udp</c>.</returns>
    public override string ToString()
    {
        if (_typed is not null)
        {
            return _typed;
        }

        string host = HostIp.Length > 0 ? $"{Bracketed(HostIp)}:{HostPort}:" : HostPort.IsEmpty ? "" : $"{HostPort}:";
        return Protocol == PortProtocol.Tcp ? $"{host}{ContainerPort}" : $"{host}{ContainerPort}/{Protocol}";
    }

    /// <inheritdoc/>
    public bool Equals(PortMapping? other) =>
        other is not null
        && string.Equals(HostIp, other.HostIp, StringComparison.Ordinal)
        && HostPort == other.HostPort
        && ContainerPort == other.ContainerPort
        && Protocol == other.Protocol;

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(HostIp, HostPort, ContainerPort, Protocol);

    private static bool CountsMatch(PortRange container, PortRange host) =>
        host.IsEmpty || container.Count == 1 || container.Count == host.Count;

    private static string Bracketed(string ip) => ip.Contains(':', StringComparison.Ordinal) ? $"[{ip}]" : ip;

    private static PortMapping? Read(string text, out string? problem)
    {
        string? spec = text.Contains('=', StringComparison.Ordinal) ? ToShortForm(text) : text;
        if (spec is null)
        {
            problem = "the long form consists of name=value pairs";
            return null;
        }

        // Only the last two fields are ports: what is before them is an address, and an IPv6 one has colons of its own.
        int last = spec.LastIndexOf(':');
        int middle = last <= 0 ? -1 : spec.LastIndexOf(':', last - 1);
        ReadOnlySpan<char> ipField = middle < 0 ? [] : spec.AsSpan(0, middle);
        ReadOnlySpan<char> hostField = last < 0 ? [] : spec.AsSpan(middle + 1, last - middle - 1);
        ReadOnlySpan<char> containerField = spec.AsSpan(last + 1);

        int slash = containerField.IndexOf('/');
        ReadOnlySpan<char> protocolField = slash < 0 ? [] : containerField[(slash + 1)..];
        containerField = slash < 0 ? containerField : containerField[..slash];

        problem = ReadParts(
            ipField, hostField, containerField, protocolField,
            out string ip, out PortRange host, out PortRange container, out PortProtocol protocol);
        if (problem is not null)
        {
            return null;
        }

        string front = middle >= 0 ? $"{Bracketed(ip)}:{host}:" : last >= 0 ? $"{host}:" : "";
        string typed = protocolField.IsEmpty ? $"{front}{container}" : $"{front}{container}/{protocol}";
        return new PortMapping(container, host, ip, protocol, typed);
    }

    private static string? ReadParts(
        ReadOnlySpan<char> ipField, ReadOnlySpan<char> hostField, ReadOnlySpan<char> containerField, ReadOnlySpan<char> protocolField,
        out string ip, out PortRange host, out PortRange container, out PortProtocol protocol)
    {
        ip = "";
        host = default;
        container = default;
        protocol = default;
        if (containerField.IsEmpty)
        {
            return "the container's port is missing";
        }

        if (!protocolField.IsEmpty && !PortProtocol.TryParse(protocolField.ToString(), out protocol))
        {
            return $"the protocol '{protocolField}' is not tcp, udp or sctp";
        }

        ReadOnlySpan<char> address = ipField;
        if (ipField is ['[', ..])
        {
            address = ipField[^1] == ']' ? ipField[1..^1] : ipField;
        }

        if (!address.IsEmpty && !IpNotation.IsAddress(address))
        {
            return $"the host address '{ipField}' is not an IP address";
        }

        if (PortRange.Read(containerField, allowSign: true, out container) is { } containerProblem)
        {
            return $"in the container's part, {containerProblem}";
        }

        if (!hostField.IsEmpty && PortRange.Read(hostField, allowSign: true, out host) is { } hostProblem)
        {
            return $"in the host's part, {hostProblem}";
        }

        if (!CountsMatch(container, host))
        {
            return $"the host's ports {host} are not as many as the container's {container}";
        }

        ip = address.ToString();
        return null;
    }

    /// <summary>Turns <c>published=8080,target=80</c> into <c>8080:80/tcp</c>, as the CLI does: the last of a name counts, unknown names do not.</summary>
    private static string? ToShortForm(string text)
    {
        (string published, string target, string protocol) = ("", "", "tcp");
        foreach (string pair in text.Split(','))
        {
            int equals = pair.IndexOf('=', StringComparison.Ordinal);
            if (equals <= 0)
            {
                return null;
            }

            switch (pair[..equals])
            {
                case "published":
                    published = pair[(equals + 1)..];
                    break;
                case "target":
                    target = pair[(equals + 1)..];
                    break;
                case "protocol":
                    protocol = pair[(equals + 1)..];
                    break;
            }
        }

        return $"{published}:{target}/{protocol}";
    }
}
