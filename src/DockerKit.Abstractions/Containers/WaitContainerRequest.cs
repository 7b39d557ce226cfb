namespace DockerKit.Transport;

/// <summary>What <c>docker wait</c> asks the engine for one container.</summary>
public sealed record WaitContainerRequest
{
    /// <summary>A name, an id, or the beginning of an id.</summary>
    public required string Container { get; init; }

    /// <summary>What is waited for.</summary>
    /// <value><see cref="WaitCondition.NotRunning"/>.</value>
    public WaitCondition Condition { get; init; }
}
