using System.Collections.Immutable;

namespace DockerKit.Transport;

/// <summary>What runs in a container.</summary>
public sealed record ContainerConfiguration
{
    /// <summary>The image, by name or id.</summary>
    public required string Image { get; init; }

    /// <summary>The command's words.</summary>
    /// <value>Null for the image's own.</value>
    public ImmutableArray<string>? Command { get; init; }

    /// <summary>The entrypoint's words; one empty word takes the image's away.</summary>
    /// <value>Null for the image's own.</value>
    public ImmutableArray<string>? Entrypoint { get; init; }

    /// <summary>The environment, as <c>NAME=VALUE</c>.</summary>
    public ImmutableArray<string> Environment { get; init; } = [];

    /// <summary>The labels.</summary>
    public ImmutableSortedDictionary<string, string> Labels { get; init; } = ImmutableSortedDictionary<string, string>.Empty;

    /// <summary>The exposed ports, as <c>80/tcp</c>.</summary>
    public ImmutableSortedSet<string> ExposedPorts { get; init; } = [];

    /// <summary>The places of anonymous volumes.</summary>
    public ImmutableSortedSet<string> Volumes { get; init; } = [];

    /// <summary>The folder that the process starts in.</summary>
    /// <value>Null for the image's own.</value>
    public string? WorkingDirectory { get; init; }

    /// <summary>The user, by name or number, with a group: <c>1000:1000</c>.</summary>
    /// <value>Null for the image's own.</value>
    public string? User { get; init; }

    /// <summary>The host name.</summary>
    public string? Hostname { get; init; }

    /// <summary>The domain name.</summary>
    public string? DomainName { get; init; }

    /// <summary>The MAC address in the first network. From API 1.44 on it belongs to the network's endpoint.</summary>
    public string? MacAddress { get; init; }

    /// <summary>Whether the process has a terminal (<c>-t</c>).</summary>
    public bool HasTerminal { get; init; }

    /// <summary>Whether standard input is open (<c>-i</c>).</summary>
    public bool OpenStandardInput { get; init; }

    /// <summary>Whether standard input ends when the first client that attached to it goes.</summary>
    public bool StandardInputOnce { get; init; }

    /// <summary>Whether standard input will be attached to.</summary>
    public bool AttachStandardInput { get; init; }

    /// <summary>Whether standard output will be attached to.</summary>
    public bool AttachStandardOutput { get; init; }

    /// <summary>Whether standard error will be attached to.</summary>
    public bool AttachStandardError { get; init; }

    /// <summary>How the engine finds out whether it works.</summary>
    /// <value>Null for the image's own.</value>
    public HealthCheck? HealthCheck { get; init; }

    /// <summary>The signal that stops it.</summary>
    /// <value>Null for the image's own.</value>
    public string? StopSignal { get; init; }

    /// <summary>How many seconds it may take to stop.</summary>
    /// <value>Null for the engine's own, which is 10.</value>
    public int? StopTimeoutSeconds { get; init; }
}
