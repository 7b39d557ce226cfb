namespace DockerKit.Transport;

/// <summary>What <c>docker kill</c> asks the engine for one container.</summary>
public sealed record KillContainerRequest
{
    /// <summary>A name, an id, or the beginning of an id.</summary>
    public required string Container { get; init; }

    /// <summary>The signal, by name or number (<c>-s</c>): <c>SIGHUP</c>.</summary>
    /// <value>Null for <c>SIGKILL</c>.</value>
    public string? Signal { get; init; }
}
