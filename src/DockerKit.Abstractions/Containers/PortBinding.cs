namespace DockerKit.Transport;

/// <summary>A place of the host that a container's port is reached at.</summary>
/// <param name="HostIp">The host's address; empty for all.</param>
/// <param name="HostPort">The host's port, or a range to choose from: <c>8000-8010</c>; empty for a free one.</param>
public sealed record PortBinding(string HostIp, string HostPort);
