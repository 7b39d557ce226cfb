using System.Globalization;

namespace DockerKit;

/// <summary>A port of a container, published or only exposed.</summary>
/// <param name="PrivatePort">The port inside the container.</param>
/// <param name="PublicPort">The port on the host; null when it is only exposed.</param>
/// <param name="Protocol">The protocol: <c>tcp</c>, <c>udp</c> or <c>sctp</c>.</param>
/// <param name="HostIp">The host's address that it is published at; null when it is only exposed.</param>
public readonly record struct ContainerPort(int PrivatePort, int? PublicPort, string Protocol, string? HostIp)
{
    /// <summary>As <c>docker ps</c> prints it: <c>0.0.0.0:8080->80/tcp</c>, or <c>80/tcp</c>.</summary>
    public override string ToString() => PublicPort is null
        ? string.Create(CultureInfo.InvariantCulture, $"{PrivatePort}/{Protocol}")
        : string.Create(CultureInfo.InvariantCulture, $"{Host}:{PublicPort}->{PrivatePort}/{Protocol}");

    internal string? Host => HostIp?.Contains(':', StringComparison.Ordinal) == true ? $"[{HostIp}]" : HostIp;
}
