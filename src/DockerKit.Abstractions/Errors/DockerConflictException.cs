namespace DockerKit;

/// <summary>The engine refused because of the state that something is in: a name in use, a container that runs, an image in use (HTTP 409).</summary>
/// <param name="message">What went wrong.</param>
/// <param name="innerException">What caused it, if something did.</param>
public sealed class DockerConflictException(string message, Exception? innerException = null) : DockerKitException(message, innerException);
