namespace DockerKit;

/// <summary>A registry or a proxy says that there were too many requests (HTTP 429, or Docker Hub's pull limit).</summary>
/// <param name="message">What went wrong.</param>
/// <param name="innerException">What caused it, if something did.</param>
public sealed class DockerRateLimitedException(string message, Exception? innerException = null) : DockerKitException(message, innerException)
{
    /// <summary>How long to wait before the next try, when the answer told.</summary>
    /// <value>Null where the answer told nothing.</value>
    public TimeSpan? RetryAfter { get; init; }
}
