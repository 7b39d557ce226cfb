namespace DockerKit.Transport;

/// <summary>What <c>docker stop</c> asks the engine for one container.</summary>
public sealed record StopContainerRequest
{
    /// <summary>A name, an id, or the beginning of an id.</summary>
    public required string Container { get; init; }

    /// <summary>How long the process may take to end before it is killed (<c>-t</c>), in whole seconds.
    /// Zero kills at once; <see cref="System.Threading.Timeout.InfiniteTimeSpan"/> waits for ever.</summary>
    /// <value>Null for the container's own, which is 10 seconds unless it was created with another.</value>
    public TimeSpan? Timeout { get; init; }

    /// <summary>The signal that asks it to end (<c>-s</c>, from API 1.42): <c>SIGTERM</c>.</summary>
    /// <value>Null for the container's own.</value>
    public string? Signal { get; init; }
}
