namespace DockerKit;

/// <summary>What was named does not exist on the engine, or in the registry (HTTP 404).</summary>
/// <param name="message">What went wrong.</param>
/// <param name="innerException">What caused it, if something did.</param>
public sealed class DockerNotFoundException(string message, Exception? innerException = null) : DockerKitException(message, innerException)
{
    /// <summary>What kind of thing is missing.</summary>
    public ResourceKind Kind { get; init; }
}
