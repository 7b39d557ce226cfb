namespace DockerKit;

/// <summary>The engine could not be reached. Says why, and what would most likely help.</summary>
/// <param name="message">What went wrong.</param>
/// <param name="innerException">What caused it.</param>
public sealed class DockerUnavailableException(string message, Exception? innerException = null) : DockerKitException(message, innerException)
{
    /// <summary>Why the engine could not be reached.</summary>
    public UnavailableCause Cause { get; init; }

    /// <summary>What would most likely help, in one sentence.</summary>
    public string Remedy { get; init; } = "";

    /// <summary>Whether it is certain that the engine never saw the request, so that sending it again does nothing twice.</summary>
    public bool NeverSent { get; init; }
}
