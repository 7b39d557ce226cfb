using System.Collections.Immutable;

namespace DockerKit.Transport;

/// <summary>A container's place in one network.</summary>
public sealed record EndpointConfiguration
{
    /// <summary>The names that others find it by.</summary>
    public ImmutableArray<string> Aliases { get; init; } = [];

    /// <summary>The containers that it finds by another name, as <c>CONTAINER:ALIAS</c>.</summary>
    public ImmutableArray<string> Links { get; init; } = [];

    /// <summary>The fixed IPv4 address.</summary>
    public string? IPv4Address { get; init; }

    /// <summary>The fixed IPv6 address.</summary>
    public string? IPv6Address { get; init; }

    /// <summary>The link-local addresses.</summary>
    public ImmutableArray<string> LinkLocalAddresses { get; init; } = [];

    /// <summary>The MAC address (from API 1.44).</summary>
    public string? MacAddress { get; init; }

    /// <summary>The network driver's options.</summary>
    public ImmutableSortedDictionary<string, string> DriverOptions { get; init; } = ImmutableSortedDictionary<string, string>.Empty;

    /// <summary>Which network gives the default gateway: the highest wins (from API 1.48).</summary>
    public int? GatewayPriority { get; init; }
}
