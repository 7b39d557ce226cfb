namespace DockerKit.Transport;

/// <summary>What <c>docker start</c> asks the engine for one container.</summary>
public sealed record StartContainerRequest
{
    /// <summary>A name, an id, or the beginning of an id.</summary>
    public required string Container { get; init; }

    /// <summary>The keys that detach from the container (<c>--detach-keys</c>): <c>ctrl-p,ctrl-q</c>.</summary>
    /// <value>Null for the engine's own.</value>
    public string? DetachKeys { get; init; }
}
