namespace DockerKit;

/// <summary>A call took longer than its timeout allows. What the engine did is unknown: it may have done all of it.</summary>
/// <param name="message">What went wrong.</param>
/// <param name="innerException">What caused it, if something did.</param>
public sealed class DockerTimeoutException(string message, Exception? innerException = null) : DockerKitException(message, innerException)
{
    /// <summary>The timeout that was exceeded.</summary>
    public TimeSpan Timeout { get; init; }
}
