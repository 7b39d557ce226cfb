using System.Diagnostics.Contracts;

namespace DockerKit;

public abstract partial class ContainerCommand<TSelf>
{
    /// <summary>Publishes a port, or a range of them, at the host: <c>-p</c>, <c>--publish</c>.</summary>
    /// <param name="mapping">As the CLI writes it: <c>8080:80</c>, <c>127.0.0.1:8080:80/tcp</c>, <c>127.0.0.1::80</c>, <c>80</c> (a free port of the host), <c>7000-7010:7000-7010/udp</c>.</param>
    /// <exception cref="FormatException">It is no mapping of ports.</exception>
    [Pure]
    public TSelf WithPort(string mapping) => WithPort(PortMapping.Parse(mapping));

    /// <inheritdoc cref="WithPort(string)"/>
    /// <param name="mapping">The mapping.</param>
    [Pure]
    public TSelf WithPort(PortMapping mapping)
    {
        ArgumentNullException.ThrowIfNull(mapping);
        return With(Options with { Ports = Options.Ports.Add(mapping) });
    }

    /// <summary>Publishes a TCP port at all addresses of the host: <c>-p HOST:CONTAINER</c>.</summary>
    /// <param name="hostPort">The host's port; 0 for a free one.</param>
    /// <param name="containerPort">The container's port.</param>
    /// <exception cref="ArgumentException">One is not a port.</exception>
    [Pure]
    public TSelf WithPort(int hostPort, int containerPort) => WithPort(PortMapping.Tcp(hostPort, containerPort));

    /// <summary>Publishes every exposed port at a free port of the host: <c>-P</c>, <c>--publish-all</c>.</summary>
    [Pure]
    public TSelf PublishAllPorts() => With(Options with { PublishAllPorts = true });

    /// <summary>Tells that the container listens at a port, without publishing it: <c>--expose</c>.</summary>
    /// <param name="port">A port or a range: <c>8080</c>, <c>7000-7010/udp</c>.</param>
    /// <exception cref="FormatException">It is no port.</exception>
    [Pure]
    public TSelf WithExposedPort(string port) => WithExposedPort(ExposedPort.Parse(port));

    /// <inheritdoc cref="WithExposedPort(string)"/>
    /// <param name="port">The port or range.</param>
    [Pure]
    public TSelf WithExposedPort(ExposedPort port)
    {
        ArgumentNullException.ThrowIfNull(port);
        return With(Options with { ExposedPorts = Options.ExposedPorts.Add(port) });
    }
}
