using System.Collections.Immutable;

namespace DockerKit.Transport;

/// <summary>A container to be made, in the engine's terms: files are read, ranges of ports are expanded, relative paths are absolute.</summary>
public sealed record CreateContainerRequest
{
    private static readonly HostConfiguration Defaults = new();

    /// <summary>The name.</summary>
    /// <value>Null for one that the engine makes up.</value>
    public string? Name { get; init; }

    /// <summary>The platform of the image: <c>linux/arm64</c>.</summary>
    /// <value>Null for the engine's own.</value>
    public string? Platform { get; init; }

    /// <summary>What runs in the container.</summary>
    public required ContainerConfiguration Configuration { get; init; }

    /// <summary>What the host gives it and keeps from it.</summary>
    public HostConfiguration Host { get; init; } = Defaults;

    /// <summary>The networks that it joins, by name.</summary>
    public ImmutableSortedDictionary<string, EndpointConfiguration> Networks { get; init; } = ImmutableSortedDictionary<string, EndpointConfiguration>.Empty;
}
